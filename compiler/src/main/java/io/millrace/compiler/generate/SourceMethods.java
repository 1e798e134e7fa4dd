package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.DeployValue;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.EventTime;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KafkaUpsert;
import io.millrace.compiler.plan.OffsetSpec;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the methods of sources. */
final class SourceMethods {
  private static final String SOURCE_STREAM =
      "org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator";

  private final JobContext job;
  private final MethodWriter methods;
  private final Codecs codecs;
  private final MetadataJava metadata;

  SourceMethods(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.codecs = codecs;
    this.metadata = new MetadataJava(job);
  }

  void kafka(KafkaSource node) {
    String row = rowClass(node);
    String source = job.imports.use("org.apache.flink.connector.kafka.source.KafkaSource");
    String emitted = emitted(node, row);
    List<String> calls = new ArrayList<>();
    calls.add("setBootstrapServers(" + DeployJava.text(node.cluster().bootstrapServers()) + ")");
    calls.add(topics(node));
    calls.add("setGroupId(" + DeployJava.text(node.groupId()) + ")");
    calls.add("setStartingOffsets(" + offsets(node.start(), node, true) + ")");
    if (node.stop() != null) {
      calls.add("setBounded(" + offsets(node.stop(), node, false) + ")");
    }
    calls.add("setDeserializer(" + decoder(node, row) + ")");
    clientProperties(node, calls);
    calls.add("build()");
    Code body = new Code();
    PlanNode.History history = node.history();
    body.line(source + "<" + emitted + "> " + (history == null ? "source" : "live") + " =");
    body.chain("    " + source + ".<" + emitted + ">builder()", calls);
    if (history != null) {
      hybrid(node, history, row, body);
    }
    read(node, row, body);
  }

  /** Files first, then the topic. */
  private void hybrid(KafkaSource node, PlanNode.History history, String row, Code body) {
    String decoder = codecs.decoder(node.id() + "-history", node, history.format());
    files(node, "history", history.path(), history.format(), decoder, row, body);
    String hybrid = job.imports.use("org.apache.flink.connector.base.source.hybrid.HybridSource");
    body.line(hybrid + "<" + emitted(node, row) + "> source =");
    String live = new SourceJava(job).bounded(node, "live");
    body.line("    " + hybrid + ".builder(history).addSource(" + live + ").build();");
  }

  private void clientProperties(KafkaSource node, List<String> calls) {
    new ClusterJava(job).properties(node.cluster(), "setProperty", calls);
    if (!node.properties().containsKey(KafkaSource.ISOLATION)
        && !node.cluster().properties().containsKey(KafkaSource.ISOLATION)) {
      calls.add("setProperty(\"" + KafkaSource.ISOLATION + "\", \"read_committed\")");
    }
    if (!node.properties().containsKey("partition.discovery.interval.ms") && node.stop() == null) {
      calls.add("setProperty(\"partition.discovery.interval.ms\", \"300000\")");
    }
    properties(node.properties(), calls);
  }

  static void properties(Map<String, DeployValue> properties, List<String> calls) {
    properties.forEach(
        (name, value) ->
            calls.add(
                "setProperty(" + JavaLiterals.string(name) + ", " + DeployJava.text(value) + ")"));
  }

  private String topics(KafkaSource node) {
    if (node.topicPattern() != null) {
      // Not imported: expressions use another class of that name.
      return "setTopicPattern(java.util.regex.Pattern.compile("
          + DeployJava.text(node.topicPattern())
          + "))";
    }
    return "setTopics("
        + String.join(", ", node.topics().stream().map(DeployJava::text).toList())
        + ")";
  }

  private String offsets(OffsetSpec offsets, KafkaSource node, boolean starting) {
    if (offsets instanceof OffsetSpec.Earliest) {
      return initializer() + ".earliest()";
    }
    if (offsets instanceof OffsetSpec.Latest) {
      return initializer() + ".latest()";
    }
    String kafkaOffsets = job.imports.use("io.millrace.runtime.kafka.KafkaOffsets");
    if (offsets instanceof OffsetSpec.Committed) {
      return kafkaOffsets + ".committed()";
    }
    if (offsets instanceof OffsetSpec.Timestamp timestamp) {
      return kafkaOffsets
          + ".timestamp(parameters.expandToTimestamp("
          + JavaLiterals.string(node.info().path() + (starting ? ".start" : ".stop"))
          + ", "
          + JavaLiterals.string(timestamp.at().text())
          + "))";
    }
    List<String> entries = new ArrayList<>();
    String map = job.imports.use("java.util.Map");
    ((OffsetSpec.Partitions) offsets)
        .offsets()
        .forEach(
            (p, o) -> entries.add(map + ".entry(" + p + ", " + JavaLiterals.longValue(o) + ")"));
    return kafkaOffsets
        + (starting ? ".startAt(" : ".stopAt(")
        + DeployJava.text(node.topics().get(0))
        + ", "
        + map
        + ".ofEntries("
        + String.join(", ", entries)
        + "))";
  }

  private String initializer() {
    return job.imports.use(
        "org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer");
  }

  private String decoder(KafkaSource node, String row) {
    String kafkaDecoder = job.imports.use("io.millrace.runtime.kafka.KafkaDecoder");
    return kafkaDecoder
        + "."
        + policy(node)
        + "("
        + JavaLiterals.string(node.id())
        + (node.upsert() == null
            ? ""
            : ", new " + codecs.keyDecoder(node.id(), node.upsert()) + "()")
        + ", new "
        + codecs.decoder(node)
        + "("
        + (node.format().changes() != null
            ? String.valueOf(job.sendsOldValues(node))
            : Codecs.arguments(node.format()))
        + "), "
        + rowFunction(node, row)
        + emittedType(node, row)
        + ")"
        + switch (node.tombstone()) {
          case BAD_RECORD -> "";
          case SKIP -> ".skippingTombstones()";
          case ROW -> ".tombstonesAs(\"{}\")";
        };
  }

  private String rowFunction(KafkaSource node, String row) {
    if (node.upsert() != null) {
      return new UpsertJava(job).rows(node, row) + ", ";
    }
    return node.metadata() == null ? "" : metadata.columns(node, row) + ", ";
  }

  void file(PlanNode.FileSource node) {
    String row = rowClass(node);
    Code body = new Code();
    files(node, "source", node.path(), node.format(), codecs.decoder(node), row, body);
    read(node, row, body);
  }

  /** Declares a variable for a source of files. */
  private void files(
      PlanNode.DecodingSource node,
      String variable,
      DeployValue path,
      FormatSpec format,
      String decoder,
      String row,
      Code body) {
    String source = job.imports.use("io.millrace.runtime.file.RowFileSource");
    body.line(source + "<" + emitted(node, row) + "> " + variable + " =");
    body.line("    " + source + "." + policy(node) + "(");
    List<String> arguments = new ArrayList<>();
    arguments.add(JavaLiterals.string(node.id()));
    arguments.add(DeployJava.text(path));
    if (!format.kind().isFileFormat()) {
      arguments.add(layout(format));
    }
    arguments.add("new " + decoder + "()");
    arguments.add(emittedType(node, row));
    for (int i = 0; i < arguments.size(); i++) {
      body.line("        " + arguments.get(i) + (i < arguments.size() - 1 ? "," : ");"));
    }
  }

  private static String policy(PlanNode.DecodingSource node) {
    if (node.onError() instanceof ErrorPolicy.DeadLetter) {
      return "deadLettering";
    }
    return node.onError() instanceof ErrorPolicy.Skip ? "skipping" : "failing";
  }

  private String layout(FormatSpec format) {
    String layout = job.imports.use("io.millrace.runtime.file.RowLayout");
    if (format.kind() != FormatDecl.Kind.CSV) {
      return layout + ".lines()";
    }
    return layout + ".csv(" + JavaLiterals.character(format.delimiter()) + ")";
  }

  void elements(PlanNode.ElementsSource node) {
    String row = job.row(node.row());
    String elements = job.imports.use("io.millrace.runtime.source.ElementsSource");
    String source =
        job.imports.use("org.apache.flink.connector.datagen.source.DataGeneratorSource");
    Code body = new Code();
    body.line(source + "<" + row + "> source =");
    List<String> rows = new ArrayList<>();
    for (List<Object> values : node.rows()) {
      rows.add(new LiteralJava(job).row(node.row(), values));
    }
    String list = job.imports.use("java.util.List");
    body.line("    " + elements + ".of(");
    body.line("        " + row + ".TYPE,");
    body.line("        " + list + ".of(");
    for (int i = 0; i < rows.size(); i++) {
      String made = CallWrap.wrap(rows.get(i), 16).replace("\n", "\n            ");
      body.line("            " + made + (i < rows.size() - 1 ? "," : "));"));
    }
    read(node, row, body);
  }

  void datagen(PlanNode.DatagenSource node) {
    String row = job.row(node.row());
    String datagen = job.imports.use("io.millrace.runtime.source.DatagenSource");
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Generator"));
    String generator =
        job.imports.use("org.apache.flink.connector.datagen.source.GeneratorFunction");
    Code body = new Code();
    Fallible fallible =
        Fallible.failing(
            job, node, Fallible.places(node.columns().stream().map(Column::expression).toList()));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      Field field = node.row().fields().get(i);
      JavaCode code = fallible.expression(function, column.expression(), new IndexReader(), body);
      arguments.addAll(RowJava.arguments(field, code));
      function.comment(column.name() + ": " + column.expression().text());
    }
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method("public " + row + " map(Long index)", fallible.caughtResult(body, "index"));
    String made = function.build("implements " + generator + "<Long, " + row + ">");
    List<String> call = new ArrayList<>(List.of(made));
    if (node.count() != null) {
      call.add(JavaLiterals.longValue(node.count()));
    }
    if (node.ratePerSecond() != null) {
      call.add(JavaLiterals.doubleValue(node.ratePerSecond()));
    }
    call.add(row + ".TYPE");
    Code source = new Code();
    source.line(datagen + "<" + row + "> source =");
    source.line(
        "    "
            + datagen
            + (node.count() == null ? ".unbounded(" : ".bounded(")
            + String.join(", ", call)
            + ");");
    read(node, row, source);
  }

  /** Reads the index of a generated row. */
  private static final class IndexReader implements FunctionBuilder.SlotReader {
    @Override
    public String read(String slot, String field) {
      return slot;
    }

    @Override
    public String present(String slot, String field) {
      return "true";
    }
  }

  private static boolean splits(PlanNode.Source node) {
    return node instanceof PlanNode.DecodingSource decoding
        && decoding.onError() instanceof ErrorPolicy.DeadLetter;
  }

  private String rowClass(PlanNode.DecodingSource node) {
    String row = job.row(node.row());
    if (splits(node)) {
      job.records.markSourceRow(node.row());
    }
    return row;
  }

  /** What the source itself emits: rows, or rows and bad records. */
  private String emitted(PlanNode.Source node, String row) {
    return splits(node) ? job.imports.use("io.millrace.runtime.record.Decoded") : row;
  }

  private String emittedType(PlanNode.Source node, String row) {
    return splits(node)
        ? "new "
            + job.imports.use("io.millrace.runtime.record.DecodedTypeInfo")
            + "<>("
            + row
            + ".TYPE)"
        : row + ".TYPE";
  }

  /** {@code env.fromSource} with time, identity and the split of bad records. */
  private void read(PlanNode.Source node, String row, Code body) {
    String stream = job.imports.use(SOURCE_STREAM);
    boolean withOldValues =
        job.sendsOldValues(node) && node instanceof KafkaSource made && made.upsert() != null;
    String display = withOldValues ? node.id() + "--records" : node.id();
    List<String> calls = new ArrayList<>();
    calls.add(
        "fromSource("
            + new SourceJava(job).wrapped(node)
            + ", "
            + watermarks(node, row)
            + ", "
            + JavaLiterals.string(node.id())
            + ", "
            + emittedType(node, row)
            + ")");
    calls.addAll(methods.identityOfNamed(node.info()));
    if (node instanceof PlanNode.ElementsSource && node.info().parallelism() == null) {
      calls.add("setParallelism(1)"); // rows keep the order that they are written in
    }
    if (splits(node)) {
      String split = job.imports.use("io.millrace.runtime.source.SplitBadRecords");
      String tag = badRecordsTag(node, job.names.stream(display));
      calls.add("process(new " + split + "<" + row + ">(" + tag + "))");
      calls.add("returns(" + row + ".TYPE)");
      calls.addAll(methods.identity(node.info(), "bad-records"));
    }
    body.chain("return env", calls);
    methods.stream(
        node, display, stream + "<" + row + ">", "StreamExecutionEnvironment env", "env", body);
    if (node instanceof KafkaSource kafka && kafka.upsert() != null && withOldValues) {
      oldValues(kafka, kafka.upsert(), row, job.names.stream(display));
    }
  }

  /** Keeps the last row of each key, since something takes it back. */
  private void oldValues(KafkaSource node, KafkaUpsert upsert, String row, String records) {
    List<Column> keys = new ArrayList<>();
    for (Field field : upsert.key().fields()) {
      keys.add(new Column(field.name(), TypedExpression.field(field, node.info().span())));
    }
    KeyJava key = new KeyJava(job, node, keys, node.row());
    String lastValues = job.imports.use("io.millrace.runtime.change.LastValues");
    List<String> calls = new ArrayList<>();
    calls.add(key.keyBy(key.selector(row)).call());
    calls.add(
        "process(new %s<%s, %s>(%s.TYPE)%s, %s.TYPE)"
            .formatted(
                lastValues,
                key.type(),
                row,
                row,
                upsert.ttl() == null
                    ? ""
                    : ".ttl(" + DeployJava.duration(upsert.ttl(), job.imports) + ")",
                row));
    calls.addAll(methods.identity(node.info(), "old-values"));
    methods.variable(row, job.names.stream(node.id()), records, calls);
  }

  private String badRecordsTag(PlanNode.Source node, String stream) {
    String badRecord = job.imports.use("io.millrace.runtime.record.BadRecord");
    String info = job.imports.use("io.millrace.runtime.record.BadRecordTypeInfo");
    String tag = methods.tag(node.id() + "-bad-records", badRecord, info + ".INSTANCE");
    codecs.badRecords(node.id(), stream + ".getSideOutput(" + tag + ")");
    return tag;
  }

  private String watermarks(PlanNode.Source node, String row) {
    EventTime.Align align = node.time() == null ? null : node.time().align();
    if (align == null) {
      return unaligned(node, row);
    }
    return job.imports.use("io.millrace.runtime.source.EventTime")
        + ".aligned("
        + JavaLiterals.string(align.group())
        + ", "
        + DeployJava.duration(align.maxDrift(), job.imports)
        + ", "
        + unaligned(node, row)
        + ")";
  }

  private String unaligned(PlanNode.Source node, String row) {
    if (node instanceof KafkaSource && node.time() != null) {
      String idle = job.imports.use("io.millrace.runtime.kafka.KafkaWatermarks");
      return idle + ".of(" + strategy(node, row) + ")";
    }
    return strategy(node, row);
  }

  private String strategy(PlanNode.Source node, String row) {
    EventTime time = node.time();
    if (time == null) {
      return job.imports.use("org.apache.flink.api.common.eventtime.WatermarkStrategy")
          + ".noWatermarks()";
    }
    String eventTime = job.imports.use("io.millrace.runtime.source.EventTime");
    String disorder = DeployJava.duration(time.maxOutOfOrderness(), job.imports);
    String idle =
        time.idleAfter() == null ? "null" : DeployJava.duration(time.idleAfter(), job.imports);
    if (time.field() == null && time.expression() == null) {
      return eventTime + ".record(" + disorder + ", " + idle + ")";
    }
    String extractor = extractor(node, row, time);
    return eventTime
        + (splits(node) ? ".fieldOfDecoded(" : ".field(")
        + extractor
        + ", "
        + disorder
        + ", "
        + idle
        + ")";
  }

  /** A deleted row of which no time is known has that of its record. */
  private String isDeleted() {
    return "row.changeKind() == "
        + job.imports.use("io.millrace.runtime.record.Change")
        + ".DELETE";
  }

  private String noTime() {
    return job.imports.use("io.millrace.runtime.source.EventTime") + ".NONE";
  }

  private String extractor(PlanNode.Source node, String row, EventTime time) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Time"));
    RowReader reader = new RowReader("row", node.row());
    Code body = new Code();
    if (time.expression() == null) {
      function.comment("Event time of " + node.id() + ".");
      String read = reader.read("row", time.field());
      boolean known =
          !(node instanceof KafkaSource kafka) || UpsertJava.isKnownOfDeletes(kafka, time.field());
      body.line("return " + (known ? "" : isDeleted() + " ? " + noTime() + " : ") + read + ";");
    } else {
      function.comment("Event time of " + node.id() + ": " + time.expression().text());
      if (node instanceof KafkaSource kafka && kafka.upsert() != null) {
        body.open("if (" + isDeleted() + ") {").line("return " + noTime() + ";");
        body.close("}");
      }
      JavaCode code = function.expression(time.expression(), reader, body);
      String none = noTime();
      body.line(
          code.present() == null
              ? "return " + code.value() + ";"
              : "return " + code.present() + " ? " + code.value() + " : " + none + ";");
    }
    function.method("public long micros(" + row + " row)", body);
    String base = job.imports.use("io.millrace.runtime.source.EventTimeExtractor");
    return function.build("extends " + base + "<" + row + ">");
  }
}
