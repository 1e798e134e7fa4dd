package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KafkaRecord;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.List;

/** Java that makes Kafka records of rows. */
final class KafkaRecordJava {
  private final JobContext job;
  private final Codecs codecs;

  KafkaRecordJava(JobContext job, Codecs codecs) {
    this.job = job;
    this.codecs = codecs;
  }

  /** {@code KafkaEncoder.to("totals", new TotalsKeyEncoder(), new TotalsEncoder())} and more. */
  String encoder(PlanNode.KafkaSink node, RecordType row) {
    KafkaRecord made = node.record();
    String kafkaEncoder = job.imports.use("io.millrace.runtime.kafka.KafkaEncoder");
    List<Field> value = row.fields().stream().filter(f -> made.value().contains(f.name())).toList();
    String key =
        made.key().isEmpty()
            ? ""
            : "new " + codecs.keyEncoder(node.id(), row, made.key(), made.jsonKey()) + "(), ";
    StringBuilder encoder =
        new StringBuilder(kafkaEncoder)
            .append(".to(")
            .append(DeployJava.text(node.topic()))
            .append(", ")
            .append(key)
            .append("new ")
            .append(codecs.encoder(node.id(), row, value, node.format()))
            .append("(")
            .append(Codecs.arguments(node.format()))
            .append("))");
    if (!made.headers().isEmpty()) {
      encoder.append("\n        .headers(").append(headers(node, made, row)).append(")");
    }
    if (!made.partitionBy().isEmpty()) {
      String partition = codecs.partitionEncoder(node.id(), row, made.partitionBy());
      encoder.append("\n        .partitionedBy(new ").append(partition).append("())");
    }
    switch (made.stamp().kind()) {
      case INGESTION -> {}
      case EVENT_TIME -> encoder.append("\n        .stampedWithEventTime()");
      case FIELD ->
          encoder.append("\n        .stampedWith(").append(stamp(node, made, row)).append(")");
    }
    // More than one call: a chain of its own below the call that takes it.
    return encoder.indexOf("\n") < 0 ? encoder.toString() : "\n    " + encoder;
  }

  private String headers(PlanNode.KafkaSink node, KafkaRecord made, RecordType row) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Headers"));
    Code body = new Code();
    RowReader reader = new RowReader("row", row);
    for (Column header : made.headers()) {
      function.comment(header.name() + ": " + header.expression().canonical());
      JavaCode code = function.expression(header.expression(), reader, body);
      String add =
          "add(headers, " + JavaLiterals.string(header.name()) + ", " + code.value() + ");";
      if (code.present() == null) {
        body.line(add);
      } else {
        body.open("if (" + code.present() + ") {").line(add);
        body.close("}");
      }
    }
    String headers = job.imports.use("org.apache.kafka.common.header.Headers");
    String rowClass = job.row(row);
    function.method("public void write(" + rowClass + " row, " + headers + " headers)", body);
    String base = job.imports.use("io.millrace.runtime.kafka.KafkaHeaders");
    return function.build("extends " + base + "<" + rowClass + ">");
  }

  private String stamp(PlanNode.KafkaSink node, KafkaRecord made, RecordType row) {
    String field = made.stamp().field();
    if (field == null) {
      throw new IllegalArgumentException(node.id());
    }
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Timestamp"));
    function.comment("Timestamps of the records of " + node.id() + ".");
    String rowClass = job.row(row);
    function.method(
        "public long micros(" + rowClass + " row)",
        new Code().line("return " + new RowReader("row", row).read("row", field) + ";"));
    String base = job.imports.use("io.millrace.runtime.source.EventTimeExtractor");
    return function.build("extends " + base + "<" + rowClass + ">");
  }
}
