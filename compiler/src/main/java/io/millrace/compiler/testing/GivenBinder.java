package io.millrace.compiler.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlScalar;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds rows that come in. */
final class GivenBinder {
  private final Plan resolved;
  private final Plan optimized;
  private final Diagnostics out;

  GivenBinder(TestTarget target, Diagnostics out) {
    this.resolved = target.plans().resolved();
    this.optimized = target.plans().optimized();
    this.out = out;
  }

  /** The rows of one node, or null after a report. */
  TestStep.@Nullable Feed bind(YamlMapping.Entry entry, String path) {
    String name = entry.key().value();
    int dot = name.indexOf('.');
    String id = dot < 0 ? name : name.substring(0, dot);
    PlanNode node = Names.node(resolved, id);
    StreamShape shape = resolved.shapes().get(name);
    if (node == null || (dot >= 0 && shape == null)) {
      out.add(
          Names.unknown(
              TestCode.TST001,
              Yaml.located(entry.key()),
              path,
              dot < 0 ? "node" : "output",
              resolved.shapes().keySet()));
      return null;
    }
    String problem = problem(node, shape);
    if (problem != null) {
      out.add(Diagnostic.of(TestCode.TST002, entry.key().span(), path, problem));
      return null;
    }
    StreamShape used = optimized.shapes().get(name);
    if (used == null) {
      out.add(
          Diagnostic.of(
              TestCode.TST002,
              entry.key().span(),
              path,
              "`" + name + "` is left out of the job, because no sink needs its rows"));
      return null;
    }
    List<TestStep.Fed> rows = new ArrayList<>();
    if (entry.value() instanceof YamlSequence list) {
      rows(list, node, shape, used.row(), 0, null, path, rows);
    } else {
      options((YamlMapping) entry.value(), node, shape, used.row(), path, rows);
    }
    return new TestStep.Feed(
        id, dot < 0 ? null : name.substring(dot + 1), rows, entry.key().span());
  }

  private static @Nullable String problem(PlanNode node, @Nullable StreamShape shape) {
    if (node instanceof PlanNode.Sink) {
      return "`" + node.id() + "` is a sink, which takes rows out";
    }
    if (node instanceof PlanNode.Union) {
      return "`" + node.id() + "` is a union: give rows to its inputs";
    }
    if (shape == null) {
      return "`" + node.id() + "` has only named outputs: give rows to one of them";
    }
    return null;
  }

  private void options(
      YamlMapping options,
      PlanNode node,
      StreamShape shape,
      RecordType used,
      String path,
      List<TestStep.Fed> rows) {
    int partition = options.get("partition") instanceof YamlScalar number ? Yaml.small(number) : 0;
    Field time =
        options.get("time") instanceof YamlScalar name ? time(name, node, shape, path) : null;
    if (options.get("rows") instanceof YamlSequence list) {
      rows(list, node, shape, used, partition, time, path + ".rows", rows);
    }
    YamlMapping.Entry records = options.entry("records");
    if (records == null) {
      return;
    }
    boolean raw = node instanceof KafkaSource || node instanceof PlanNode.FileSource;
    if (!raw) {
      out.add(
          Diagnostic.of(
                  TestCode.TST011,
                  records.key().span(),
                  path,
                  "`" + node.id() + "` reads no records")
              .withHelp("give it `rows`"));
      return;
    }
    for (YamlNode item : Yaml.items(records.value())) {
      rows.add(record(item, partition, path + ".records"));
    }
  }

  private @Nullable Field time(YamlScalar name, PlanNode node, StreamShape shape, String path) {
    if (node instanceof PlanNode.Source) {
      out.add(
          Diagnostic.of(
              TestCode.TST002,
              name.span(),
              path,
              "`" + node.id() + "` is a source, which says itself where event time comes from"));
      return null;
    }
    Field field = shape.row().field(name.value());
    if (field == null || field.type() != ScalarType.TIMESTAMP) {
      List<String> known =
          shape.row().fields().stream()
              .filter(f -> f.type() == ScalarType.TIMESTAMP)
              .map(Field::name)
              .toList();
      out.add(
          Names.unknown(
              TestCode.TST001,
              Yaml.located(name),
              path + ".time",
              "field of type timestamp",
              known));
      return null;
    }
    return field;
  }

  private void rows(
      YamlSequence list,
      PlanNode node,
      StreamShape shape,
      RecordType used,
      int partition,
      @Nullable Field time,
      String path,
      List<TestStep.Fed> rows) {
    // The job of a source drops what is not used; so may the test.
    RecordType type =
        node instanceof PlanNode.Source source
            ? RowBinder.optional(source.row(), used)
            : RowBinder.optional(shape.row(), used);
    boolean updates = !shape.mode().isAppend();
    if (updates && node instanceof PlanNode.Source) {
      out.add(
          Diagnostic.of(
                  TestCode.TST007,
                  list.span(),
                  path,
                  "`" + node.id() + "` reads a topic of updates, whose rows have keys")
              .withHelp(
                  "give it `records` with `key` and `value`; without a value it is a delete"));
      return;
    }
    RowBinder binder = new RowBinder(out, RowBinder.GIVE);
    int index = 0;
    for (YamlNode item : list.items()) {
      String at = path + "[" + index++ + "]";
      ChangeRow row =
          updates
              ? ChangeRow.of((YamlMapping) item, "the operator updates", at, out)
              : new ChangeRow(ExpectedRow.Change.NONE, (YamlMapping) item);
      if (row == null) {
        continue;
      }
      Map<String, Object> values = binder.row(row.values(), type, at);
      Long micros = time != null && values.get(time.name()) instanceof Long event ? event : null;
      rows.add(new TestStep.FedRow(row.change(), values, micros, partition));
    }
  }

  private TestStep.FedRecord record(YamlNode item, int usualPartition, String path) {
    if (item instanceof YamlScalar text) {
      return new TestStep.FedRecord(
          null, text.value().getBytes(UTF_8), Map.of(), null, usualPartition, null);
    }
    YamlMapping parts = (YamlMapping) item;
    byte[] value = bytes(parts.get("value"));
    if (parts.get("value-base64") instanceof YamlScalar coded) {
      value = decoded(coded, parts.get("value") != null, path);
    }
    return new TestStep.FedRecord(
        bytes(parts.get("key")),
        value,
        Yaml.texts(parts, "headers"),
        parts.get("timestamp") instanceof YamlScalar at
            ? Long.valueOf(Yaml.instant(at, out).toEpochMilli())
            : null,
        parts.get("partition") instanceof YamlScalar number ? Yaml.small(number) : usualPartition,
        parts.get("topic") instanceof YamlScalar topic ? topic.value() : null);
  }

  private byte[] decoded(YamlScalar coded, boolean twice, String path) {
    try {
      if (!twice) {
        return Base64.getDecoder().decode(coded.value());
      }
      out.add(
          Diagnostic.of(
              TestCode.TST014, coded.span(), path, "the value is given twice: also as `value`"));
    } catch (IllegalArgumentException e) {
      out.add(Diagnostic.of(TestCode.TST014, coded.span(), path, "the text is no base64"));
    }
    return new byte[0];
  }

  private static byte @Nullable [] bytes(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    if (node instanceof YamlScalar scalar) {
      return scalar.kind() == YamlScalar.Kind.NULL ? null : scalar.value().getBytes(UTF_8);
    }
    return YamlJson.text(node).getBytes(UTF_8);
  }
}
