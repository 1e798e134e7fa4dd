package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ParameterDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan as canonical text: the same plan gives the same text, whatever the layout of the YAML. One
 * block a node, one property a line, and the shape of each output.
 */
public final class PlanPrinter implements PlanVisitor<List<String>> {
  private final Plan plan;

  private PlanPrinter(Plan plan) {
    this.plan = plan;
  }

  public static String print(Plan plan) {
    return new PlanPrinter(plan).print();
  }

  /** The properties of a node, one a line, without its inputs and outputs. */
  public static List<String> properties(Plan plan, PlanNode node) {
    return node.accept(new PlanPrinter(plan));
  }

  private String print() {
    StringBuilder out = new StringBuilder("pipeline " + plan.name() + "\n");
    for (Parameter parameter : plan.parameters()) {
      out.append("  parameter ")
          .append(parameter.name())
          .append(": ")
          .append(parameter.kind().name().toLowerCase(Locale.ROOT));
      if (parameter.defaultText() != null) {
        boolean secret = parameter.kind() == ParameterDecl.Kind.SECRET;
        out.append(" = ").append(secret ? "***" : parameter.defaultText());
      }
      out.append('\n');
    }
    for (PlanNode node : plan.nodes()) {
      out.append('\n').append(kind(node)).append(' ').append(node.id());
      if (!node.info().uid().equals(node.id())) {
        out.append(" uid=").append(node.info().uid());
      }
      out.append('\n');
      if (!node.inputs().isEmpty()) {
        out.append("  input ")
            .append(
                node.inputs().stream().map(StreamRef::display).collect(Collectors.joining(", ")))
            .append('\n');
      }
      if (plan.keptPlaces().contains(node.id())) {
        out.append("  rows stay where they lie: by this key\n");
      }
      String operator = plan.operatorOf(node.id());
      if (operator != null) {
        out.append("  fused ")
            .append(
                operator.equals(node.id())
                    ? String.join(" -> ", plan.fused().getOrDefault(operator, List.of()))
                    : "into " + operator)
            .append('\n');
      }
      if (node instanceof PlanNode.Select select) {
        LateColumns.of(plan, select)
            .forEach(
                (column, filter) ->
                    out.append("  computes " + column + " of rows that pass " + filter + "\n"));
      }
      for (String line : node.accept(this)) {
        out.append("  ").append(line).append('\n');
      }
      if (!(node instanceof PlanNode.Source)
          && !(node.info().onError() instanceof ErrorPolicy.Fail)) {
        out.append("  on-error ").append(node.info().onError().display()).append('\n');
      }
      outputs(node, out);
    }
    return out.toString();
  }

  /** What a node is, as {@code kafka-source}. */
  public static String kind(PlanNode node) {
    String name = node.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private void outputs(PlanNode node, StringBuilder out) {
    for (String name : plan.outputs(node)) {
      StreamShape shape = Objects.requireNonNull(plan.shapes().get(name));
      out.append("  → ")
          .append(name.equals(node.id()) ? "" : name.substring(node.id().length() + 1) + " ")
          .append(row(shape.row()))
          .append(' ')
          .append(shape.mode().display())
          .append(sendsOldValues(shape) ? " with old values" : "")
          .append(shape.watermarked() ? " watermarked" : "")
          .append(
              shape.present().isEmpty() ? "" : " has(" + String.join(", ", shape.present()) + ")")
          .append('\n');
    }
  }

  /** A retracting stream sends them in any case. */
  private static boolean sendsOldValues(StreamShape shape) {
    return shape.oldValues() && shape.mode() instanceof ChangeMode.Upsert;
  }

  private static String row(RecordType row) {
    return row.name()
        + row.fields().stream().map(Field::display).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String expression(TypedExpression expression) {
    return expression.canonical();
  }

  private static void columns(String what, List<Column> columns, List<String> lines) {
    for (Column column : columns) {
      lines.add(what + " " + column.name() + " = " + expression(column.expression()));
    }
  }

  private static void time(@Nullable EventTime time, List<String> lines) {
    if (time != null) {
      lines.add(
          "time "
              + (time.expression() != null
                  ? expression(time.expression())
                  : time.field() == null ? "of the record" : time.field())
              + ", out of order up to "
              + Durations.display(time.maxOutOfOrderness())
              + (time.idleAfter() == null
                  ? ""
                  : ", idle after " + Durations.display(time.idleAfter()))
              + (time.align() == null
                  ? ""
                  : ", at most "
                      + Durations.display(time.align().maxDrift())
                      + " ahead in "
                      + time.align().group()));
    }
  }

  private static void rate(@Nullable Double perSecond, List<String> lines) {
    if (perSecond != null) {
      lines.add("rate limit " + perSecond + " per second");
    }
  }

  private static void decoding(PlanNode.DecodingSource node, List<String> lines) {
    lines.add("format " + node.format().display());
    int decoded = node.decoded().fields().size();
    if (node instanceof KafkaSource kafka && kafka.upsert() != null) {
      decoded += kafka.upsert().key().fields().size();
    }
    if (decoded < node.wire().fields().size()) {
      lines.add("decodes " + decoded + " of " + node.wire().fields().size() + " fields");
    }
    new DecodedParts(node.wire())
        .of(node.decoded())
        .forEach(part -> lines.add("decodes of " + part));
    time(node.time(), lines);
    lines.add("on-error " + node.onError().display());
  }

  @Override
  public List<String> visit(KafkaSource node) {
    List<String> lines = new ArrayList<>();
    lines.add(
        node.topicPattern() != null
            ? "topic-pattern " + node.topicPattern()
            : "topics " + node.topics());
    lines.add("bootstrap-servers " + node.cluster().bootstrapServers());
    lines.add("group-id " + node.groupId());
    lines.add("start " + node.start().display());
    if (node.stop() != null) {
      lines.add("stop " + node.stop().display());
    }
    if (node.history() != null) {
      lines.add("history " + node.history().path() + " as " + node.history().format().display());
    }
    rate(node.ratePerSecond(), lines);
    if (node.upsert() != null) {
      lines.add(
          "key "
              + String.join(", ", node.upsert().key().fields().stream().map(Field::name).toList())
              + (node.upsert().jsonKey() ? " as json" : " as text"));
      if (node.upsert().ttl() != null) {
        lines.add("ttl " + Durations.display(node.upsert().ttl()));
      }
    }
    if (node.tombstone() != SourceDecl.Tombstone.BAD_RECORD) {
      lines.add("on-tombstone " + node.tombstone().name().toLowerCase(Locale.ROOT));
    }
    if (node.metadata() != null) {
      columns("column", node.metadata().columns(), lines);
    }
    decoding(node, lines);
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.FileSource node) {
    List<String> lines = new ArrayList<>();
    lines.add("path " + node.path());
    rate(node.ratePerSecond(), lines);
    decoding(node, lines);
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.ElementsSource node) {
    List<String> lines = new ArrayList<>();
    lines.add("rows " + node.rows().size());
    time(node.time(), lines);
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.DatagenSource node) {
    List<String> lines = new ArrayList<>();
    columns("field", node.columns(), lines);
    lines.add("count " + (node.count() == null ? "unbounded" : node.count()));
    if (node.ratePerSecond() != null) {
      lines.add("rate " + node.ratePerSecond() + " per second");
    }
    time(node.time(), lines);
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.Filter node) {
    return List.of("where " + expression(node.where()));
  }

  @Override
  public List<String> visit(PlanNode.Select node) {
    List<String> lines = new ArrayList<>();
    columns("field", node.columns(), lines);
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.Unnest node) {
    return List.of(
        "list " + expression(node.list()) + " as " + node.as() + (node.keepEmpty() ? "?" : ""));
  }

  @Override
  public List<String> visit(PlanNode.Union node) {
    return List.of();
  }

  @Override
  public List<String> visit(PlanNode.Route node) {
    List<String> lines = new ArrayList<>();
    columns("case", node.cases(), lines);
    if (node.otherwise() != null) {
      lines.add("otherwise " + node.otherwise());
    }
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.Aggregate node) {
    List<String> lines = new ArrayList<>();
    lines.add("window " + (node.window() == null ? "none (running)" : node.window().display()));
    columns("key", node.keys(), lines);
    columns("measure", node.measures(), lines);
    lines.addAll(DistinctSets.display(plan, node));
    if (node.having() != null) {
      lines.add("having " + expression(node.having()));
    }
    if (node.ttl() != null) {
      lines.add("ttl " + Durations.display(node.ttl()));
    }
    if (TwoPhase.applies(plan, node)) {
      lines.add("two-phase");
    }
    List<String> others = new ArrayList<>(plan.sharingSlices(node.id()));
    if (others.remove(node.id())) {
      lines.add("slices shared with " + String.join(", ", others));
    }
    return lines;
  }

  @Override
  public List<String> visit(Join node) {
    return JoinText.lines(node);
  }

  @Override
  public List<String> visit(Enrich node) {
    return JoinText.lines(node);
  }

  @Override
  public List<String> visit(Deduplicate node) {
    List<String> lines = new ArrayList<>();
    columns("key", node.keys(), lines);
    lines.add("keep " + (node.keepLast() ? "last" : "first"));
    if (!node.order().isEmpty()) {
      lines.add("order " + OrderTerm.display(node.order()));
    }
    if (node.keepLast()) {
      StreamRef output = new StreamRef(node.id(), null, node.info().span());
      boolean row = !node.order().isEmpty() || plan.shape(output).oldValues();
      lines.add("state " + (row ? "the last row of a key" : "the time of the last row of a key"));
    }
    if (node.within() != null) {
      lines.add(
          "within "
              + Durations.display(node.within())
              + (node.eventTime() ? " of event time" : " of processing time"));
    }
    if (node.ttl() != null) {
      lines.add("ttl " + Durations.display(node.ttl()));
    }
    return lines;
  }

  @Override
  public List<String> visit(TopN node) {
    List<String> lines = new ArrayList<>();
    WindowSpec window = node.window();
    lines.add(
        "window "
            + (window == null ? "none (running)" : node.ofInput() ? "of input" : window.display()));
    columns("key", node.keys(), lines);
    lines.add("order " + OrderTerm.display(node.order()));
    lines.add("limit " + node.limit() + (node.allTies() ? " and ties" : ""));
    if (node.rank() != null) {
      lines.add("rank " + node.rank());
    }
    if (node.ttl() != null) {
      lines.add("ttl " + Durations.display(node.ttl()));
    }
    if (TwoPhase.applies(plan, node)) {
      lines.add("two-phase");
    }
    if (TwoPhase.leavesOutRows(plan, node)) {
      lines.add("leaves out rows ahead of the network");
    }
    return lines;
  }

  @Override
  public List<String> visit(KeyedProcess node) {
    return ProcessText.lines(node);
  }

  @Override
  public List<String> visit(JavaFunction node) {
    return node.lines();
  }

  @Override
  public List<String> visit(PatternMatch node) {
    return node.lines();
  }

  @Override
  public List<String> visit(Reduce node) {
    return ProcessText.lines(node);
  }

  @Override
  public List<String> visit(PlanNode.KafkaSink node) {
    List<String> lines = new ArrayList<>();
    lines.add("topic " + node.topic());
    lines.add("bootstrap-servers " + node.cluster().bootstrapServers());
    KafkaRecordText.lines(node, lines);
    lines.add(node.deadLetters() ? "takes dead letters" : "format " + node.format().display());
    lines.add("delivery " + node.delivery().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return lines;
  }

  @Override
  public List<String> visit(PlanNode.PrintSink node) {
    return List.of();
  }

  @Override
  public List<String> visit(PlanNode.FileSink node) {
    return List.of("directory " + node.directory(), "format " + node.format().display());
  }

  @Override
  public List<String> visit(Sql node) {
    return SqlText.lines(node);
  }

  @Override
  public List<String> visit(Lookup node) {
    return LookupText.lines(node);
  }

  @Override
  public List<String> visit(JdbcSink node) {
    List<String> lines = new ArrayList<>();
    lines.add("database " + node.database().url());
    lines.add("table " + node.table());
    node.columns().forEach((field, column) -> lines.add("column " + column + " = " + field));
    if (!node.key().isEmpty()) {
      lines.add("key " + String.join(", ", node.key()));
    }
    lines.add(
        "batch of "
            + node.batchRows()
            + " rows or "
            + Durations.display(node.batchInterval())
            + ", retries "
            + node.retries());
    return lines;
  }

  @Override
  public List<String> visit(BlackholeSink node) {
    return List.of();
  }
}
