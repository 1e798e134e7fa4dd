package io.millrace.compiler.generate;

import io.millrace.compiler.check.JobTimes;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods of sinks. */
final class SinkMethods {
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";

  private final JobContext job;
  private final MethodWriter methods;
  private final Codecs codecs;
  private final NodeInputs inputs;

  SinkMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.codecs = codecs;
    this.inputs = new NodeInputs(job, methods);
  }

  void kafka(PlanNode.KafkaSink node) {
    RecordType row = node.row();
    String element =
        row == null ? job.imports.use("io.millrace.runtime.record.BadRecord") : job.row(row);
    String sink = job.imports.use("org.apache.flink.connector.kafka.sink.KafkaSink");
    List<String> calls = new ArrayList<>();
    calls.add("setBootstrapServers(" + DeployJava.text(node.cluster().bootstrapServers()) + ")");
    calls.add(
        "setRecordSerializer("
            + (row == null
                ? deadLetters(node)
                : new KafkaRecordJava(job, codecs).encoder(node, row))
            + ")");
    String guarantee = job.imports.use("org.apache.flink.connector.base.DeliveryGuarantee");
    calls.add("setDeliveryGuarantee(" + guarantee + "." + node.delivery().name() + ")");
    if (node.delivery() == SinkDecl.Delivery.EXACTLY_ONCE) {
      String naming =
          job.imports.use("org.apache.flink.connector.kafka.sink.TransactionNamingStrategy");
      calls.add("setTransactionalIdPrefix(" + DeployJava.text(node.transactionalIdPrefix()) + ")");
      calls.add("setTransactionNamingStrategy(" + naming + ".POOLING)");
      long timeout = JobTimes.transactionTimeout(node).toMillis();
      calls.add("setProperty(\"transaction.timeout.ms\", \"" + timeout + "\")");
    }
    new ClusterJava(job).properties(node.cluster(), "setProperty", calls);
    SourceMethods.properties(node.properties(), calls);
    calls.add("build()");
    Code body = new Code();
    body.line(sink + "<" + element + "> sink =");
    body.chain("    " + sink + ".<" + element + ">builder()", calls);
    finish(node, element, body, row == null ? badRecords(node) : inputs.merged(node, row));
  }

  private String deadLetters(PlanNode.KafkaSink node) {
    String encoder = job.imports.use("io.millrace.runtime.kafka.DeadLetterEncoder");
    return "new " + encoder + "(" + DeployJava.text(node.topic()) + ")";
  }

  /** The bad records of all nodes that send theirs here. */
  private String badRecords(PlanNode.KafkaSink node) {
    List<String> streams = new ArrayList<>();
    for (PlanNode from : job.plan.nodes()) {
      if (from.info().onError() instanceof ErrorPolicy.DeadLetter deadLetter
          && deadLetter.sink().equals(node.id())) {
        streams.add(codecs.badRecords(from.id()));
      }
    }
    return streams.size() == 1
        ? streams.get(0)
        : streams.get(0) + ".union(" + String.join(", ", streams.subList(1, streams.size())) + ")";
  }

  void print(PlanNode.PrintSink node) {
    String row = job.row(node.row());
    String print = job.imports.use("io.millrace.runtime.file.RowPrintSink");
    String encoder =
        codecs.encoder(
            node.id(),
            node.row(),
            node.row().fields(),
            new FormatSpec(FormatDecl.Kind.JSON, ',', false));
    List<String> calls = new ArrayList<>();
    calls.add(
        "sinkTo(new "
            + print
            + "<>("
            + JavaLiterals.string(node.id())
            + ", new "
            + encoder
            + "()))");
    calls.addAll(methods.identity(node.info()));
    methods.sink(
        node,
        stream() + "<" + row + "> input",
        inputs.merged(node, node.row()),
        new Code().chain("input", calls));
  }

  void jdbc(JdbcSink node) {
    String row = job.row(node.row());
    finish(node, row, new JdbcSinkMethods(job).sink(node, row), inputs.merged(node, node.row()));
  }

  void blackhole(BlackholeSink node) {
    String row = job.row(node.row());
    String discarding =
        job.imports.use("org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink");
    List<String> calls = new ArrayList<>();
    calls.add("sinkTo(new " + discarding + "<>())");
    calls.addAll(methods.identity(node.info()));
    methods.sink(
        node,
        stream() + "<" + row + "> input",
        inputs.merged(node, node.row()),
        new Code().chain("input", calls));
  }

  void file(PlanNode.FileSink node) {
    String row = job.row(node.row());
    String sink = job.imports.use("org.apache.flink.connector.file.sink.FileSink");
    String encoder = codecs.encoder(node.id(), node.row(), node.row().fields(), node.format());
    String directory = DeployJava.text(node.directory());
    String made =
        switch (node.format().kind()) {
          case JSON -> lines(directory, ".jsonl", encoder);
          case CSV -> lines(directory, ".csv", encoder);
          case RAW -> lines(directory, ".txt", encoder);
          case AVRO_FILE ->
              job.imports.use("io.millrace.runtime.avro.AvroFileSink")
                  + ".of("
                  + directory
                  + ", new "
                  + encoder
                  + "(), "
                  + encoder
                  + ".SCHEMA)";
          case PARQUET ->
              job.imports.use("io.millrace.runtime.parquet.ParquetFileSink")
                  + ".of("
                  + directory
                  + ", new "
                  + encoder
                  + "())";
          case AVRO, AVRO_REGISTRY, PROTOBUF, CONNECT_JSON, DEBEZIUM_JSON ->
              throw new IllegalStateException("no format of files");
        };
    Code body = new Code();
    body.line(sink + "<" + row + "> sink =");
    body.line("    " + made + ";");
    finish(node, row, body, inputs.merged(node, node.row()));
  }

  private String lines(String directory, String suffix, String encoder) {
    return job.imports.use("io.millrace.runtime.file.RowFileSink")
        + ".of("
        + directory
        + ", "
        + JavaLiterals.string(suffix)
        + ", new "
        + encoder
        + "())";
  }

  private void finish(PlanNode node, String element, Code body, String input) {
    List<String> calls = new ArrayList<>();
    calls.add("sinkTo(sink)");
    calls.addAll(methods.identity(node.info()));
    body.chain("input", calls);
    methods.sink(node, stream() + "<" + element + "> input", input, body);
  }

  private String stream() {
    return job.imports.use(STREAM);
  }
}
