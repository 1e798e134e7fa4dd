package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds what has to come out. */
final class ExpectBinder {
  private static final RecordType NO_ROWS = new RecordType("DeadLetter", List.of());

  /** Where only the state is looked at: the node may have no main output. */
  private static final Output STATE_ONLY = new Output(null, NO_ROWS, ChangeMode.append(), false);

  private final Plan resolved;
  private final Plan optimized;
  private final Diagnostics out;

  ExpectBinder(TestTarget target, Diagnostics out) {
    this.resolved = target.plans().resolved();
    this.optimized = target.plans().optimized();
    this.out = out;
  }

  /** What comes out of a sink or an output: its rows as the job has them, and as declared. */
  private record Output(
      @Nullable RecordType row, RecordType declared, ChangeMode mode, boolean hasRecords) {}

  /** The demands on one output, or null after a report. */
  @Nullable Expectation bind(YamlMapping.Entry entry, String path) {
    boolean known = Names.node(resolved, entry.key().value()) != null;
    Output output =
        known && StateBinder.isAlone(entry.value()) ? STATE_ONLY : output(entry.key(), path);
    if (output == null) {
      return null;
    }
    List<Demand> demands = new ArrayList<>();
    RecordType row = output.row() == null ? NO_ROWS : output.row();
    double tolerance = 0;
    if (entry.value() instanceof YamlSequence list) {
      demands.add(rows(Demand.Order.EXACT, list, output, row, path));
    } else {
      YamlMapping options = (YamlMapping) entry.value();
      row = selected(options, row, output.declared(), path);
      tolerance =
          options.get("tolerance") instanceof YamlScalar number
              ? Yaml.number(number).doubleValue()
              : 0;
      for (YamlMapping.Entry demand : options.entries()) {
        demand(entry.key().value(), demand, output, row, path, demands);
      }
      new DemandCheck(out).check(options, output.mode(), path);
    }
    return new Expectation(
        entry.key().value(), row, output.mode(), tolerance, demands, path, entry.key().span());
  }

  private void demand(
      String target,
      YamlMapping.Entry demand,
      Output output,
      RecordType row,
      String path,
      List<Demand> demands) {
    String at = path + "." + demand.key().value();
    switch (demand.key().value()) {
      case "rows" -> demands.add(rows(Demand.Order.EXACT, list(demand), output, row, at));
      case "unordered" -> demands.add(rows(Demand.Order.UNORDERED, list(demand), output, row, at));
      case "contains" -> demands.add(rows(Demand.Order.CONTAINS, list(demand), output, row, at));
      case "table" -> demands.add(rows(Demand.Order.TABLE, list(demand), output, row, at));
      case "none" -> demands.add(new Demand.Count(0, demand.key().span()));
      case "count" ->
          demands.add(
              new Demand.Count(
                  Yaml.number((YamlScalar) demand.value()).longValue(), demand.value().span()));
      case "records" -> demands.add(records(demand, output, at));
      case "state" -> {
        Demand.State state = StateBinder.bind(optimized, target, list(demand), at, out);
        if (state != null) {
          demands.add(state);
        }
      }
      default -> {} // what is compared, not what has to be there
    }
  }

  private static YamlSequence list(YamlMapping.Entry demand) {
    return (YamlSequence) demand.value();
  }

  private @Nullable Output output(YamlScalar key, String path) {
    String name = key.value();
    PlanNode node = Names.node(resolved, name);
    if (node instanceof PlanNode.Sink sink) {
      return ofSink(sink);
    }
    StreamShape declared = resolved.shapes().get(name);
    if (declared == null) {
      out.add(
          node == null
              ? Names.unknown(
                  TestCode.TST001, Yaml.located(key), path, "output", Names.outputs(resolved))
              : Diagnostic.of(
                  TestCode.TST003, key.span(), path, "`" + name + "` has only named outputs"));
      return null;
    }
    StreamShape used = optimized.shapes().get(name);
    if (used == null) {
      out.add(
          Diagnostic.of(
              TestCode.TST003,
              key.span(),
              path,
              "`" + name + "` is left out of the job, because no sink needs its rows"));
      return null;
    }
    return new Output(used.row(), declared.row(), used.mode(), false);
  }

  private Output ofSink(PlanNode.Sink sink) {
    boolean records = !(sink instanceof JdbcSink) && !(sink instanceof BlackholeSink);
    RecordType row =
        sink instanceof PlanNode.KafkaSink kafka
            ? kafka.row()
            : sink instanceof PlanNode.PrintSink print
                ? print.row()
                : sink instanceof PlanNode.FileSink file
                    ? file.row()
                    : sink instanceof JdbcSink jdbc ? jdbc.row() : ((BlackholeSink) sink).row();
    ChangeMode mode = ChangeMode.append();
    for (StreamRef input : sink.inputs()) {
      ChangeMode of = resolved.shape(input).mode();
      mode = of.isAppend() ? mode : of;
    }
    return new Output(row, row == null ? NO_ROWS : row, mode, records);
  }

  /** The row type with the fields that are compared. */
  private RecordType selected(
      YamlMapping options, RecordType row, RecordType declared, String path) {
    YamlNode names = options.get("fields");
    if (names == null) {
      return row;
    }
    List<Field> fields = new ArrayList<>();
    for (YamlNode item : Yaml.items(names)) {
      YamlScalar name = (YamlScalar) item;
      Field field = row.field(name.value());
      if (field != null) {
        fields.add(field);
      } else {
        unknownField(name, row, declared, path + ".fields");
      }
    }
    return new RecordType(row.name(), fields);
  }

  private void unknownField(YamlScalar name, RecordType row, RecordType declared, String path) {
    if (declared.field(name.value()) != null) {
      out.add(
          Diagnostic.of(
                  TestCode.TST006,
                  name.span(),
                  path,
                  "the job does not keep `" + name.value() + "` here: nothing downstream uses it")
              .withHelp("leave it out, or expect it of a sink"));
      return;
    }
    List<String> known = row.fields().stream().map(Field::name).toList();
    out.add(Names.unknown(TestCode.TST006, Yaml.located(name), path, "field", known));
  }

  private Demand.Rows rows(
      Demand.Order order, YamlSequence list, Output output, RecordType row, String path) {
    List<ExpectedRow> rows = new ArrayList<>();
    if (output.row() == null && !list.items().isEmpty()) {
      out.add(
          Diagnostic.of(
                  TestCode.TST003, list.items().get(0).span(), path, "dead letters are no rows")
              .withHelp("expect `records` with `value`, `headers` or both"));
      return new Demand.Rows(order, List.of(), list);
    }
    boolean changes = !output.mode().isAppend() && order != Demand.Order.TABLE;
    for (YamlNode item : list.items()) {
      String at = path + "[" + rows.size() + "]";
      YamlMapping written = (YamlMapping) item;
      rows.add(
          changes
              ? change(written, output, row, at)
              : row(ExpectedRow.Change.NONE, written, output, row, at, item.span()));
    }
    return new Demand.Rows(order, rows, list);
  }

  private ExpectedRow change(YamlMapping written, Output output, RecordType row, String path) {
    ChangeRow changed = ChangeRow.of(written, "the output updates", path, out);
    if (changed != null) {
      return row(changed.change(), changed.values(), output, row, path, written.span());
    }
    return new ExpectedRow(ExpectedRow.Change.NONE, Map.of(), Set.of(), written.span());
  }

  private ExpectedRow row(
      ExpectedRow.Change change,
      YamlMapping written,
      Output output,
      RecordType row,
      String path,
      Span span) {
    int before = out.sorted().size();
    for (YamlMapping.Entry entry : written.entries()) {
      if (row.field(entry.key().value()) == null
          && output.declared().field(entry.key().value()) != null
          && output.row() != null
          && output.row().field(entry.key().value()) == null) {
        unknownField(entry.key(), row, output.declared(), path);
      }
    }
    if (out.sorted().size() > before) {
      return new ExpectedRow(change, Map.of(), Set.of(), span);
    }
    // Of a deleted row only the key is sure, so what is written is compared.
    boolean whole = change != ExpectedRow.Change.DELETE;
    RecordType type = whole ? row : RowBinder.optional(row, null);
    Map<String, Object> values = new RowBinder(out, RowBinder.EXPECT).row(written, type, path);
    return new ExpectedRow(
        change,
        values,
        whole
            ? row.fields().stream()
                .map(Field::name)
                .collect(Collectors.toCollection(LinkedHashSet::new))
            : values.keySet(),
        span);
  }

  private Demand.Records records(YamlMapping.Entry demand, Output output, String path) {
    if (!output.hasRecords()) {
      out.add(
          Diagnostic.of(TestCode.TST011, demand.key().span(), path, "this output has no records")
              .withHelp("expect `rows`, or look at a sink"));
    }
    List<RecordPattern> records = new ArrayList<>();
    for (YamlNode item : list(demand).items()) {
      if (item instanceof YamlMapping parts) {
        records.add(
            new RecordPattern(
                parts.get("key"),
                parts.get("value"),
                Yaml.texts(parts, "headers"),
                parts.get("timestamp") instanceof YamlScalar at
                    ? Long.valueOf(Yaml.instant(at, out).toEpochMilli())
                    : null,
                parts.get("topic") instanceof YamlScalar topic ? topic.value() : null,
                item.span()));
      } else {
        records.add(new RecordPattern(null, item, Map.of(), null, null, item.span()));
      }
    }
    return new Demand.Records(records, list(demand));
  }
}
