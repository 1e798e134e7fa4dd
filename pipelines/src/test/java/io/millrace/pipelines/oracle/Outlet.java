package io.millrace.pipelines.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sink, and the rows that should come out of it.
 *
 * @param kind kafka, print or file
 * @param format json, csv or raw
 * @param place the topic, the node's id, or the directory below the parameter {@code dir}
 * @param key the one field that is the record's key; null: none, or several
 * @param flow what it is fed with
 */
record Outlet(
    String kind,
    String format,
    char delimiter,
    boolean header,
    String place,
    @Nullable String key,
    Flow flow) {
  /** What came out of a sink: a record's key, its bytes, and how it changes the rows. */
  record Found(@Nullable String key, byte @Nullable [] value, boolean deletes) {
    static Found line(String line) {
      return new Found(null, line.getBytes(StandardCharsets.UTF_8), false);
    }
  }

  List<String> expected() {
    return flow.rows().stream()
        .map(row -> keyOf(row) + Canon.row(flow.columns(), row.values()))
        .sorted()
        .toList();
  }

  private String keyOf(Row row) {
    if (key == null) {
      return "";
    }
    Col column = flow.column(key);
    return Wire.text(column.type(), column.form(), row.values().get(key)) + " -> ";
  }

  /**
   * What came out, as texts like those expected; of an updating stream, what is left at the end.
   */
  List<String> actual(List<Found> found) {
    List<String> lines = new ArrayList<>();
    Map<String, String> last = new LinkedHashMap<>();
    for (Found one : found) {
      if (flow.updates() && one.value() == null) {
        last.remove(String.valueOf(one.key()));
        continue;
      }
      String text = new String(one.value(), StandardCharsets.UTF_8);
      Map<String, @Nullable Object> values = read(one.value(), text);
      String canon = (key == null ? "" : one.key() + " -> ") + Canon.row(flow.columns(), values);
      if (!flow.updates()) {
        lines.add(canon);
        continue;
      }
      String rowKey =
          kind.equals("kafka")
              ? String.valueOf(one.key())
              : Canon.row(
                  flow.columns().stream().filter(c -> flow.key().contains(c.name())).toList(),
                  values);
      if (one.deletes()) {
        last.remove(rowKey);
      } else {
        last.put(rowKey, canon);
      }
    }
    lines.addAll(last.values());
    return lines.stream().sorted().toList();
  }

  private Map<String, @Nullable Object> read(byte[] bytes, String text) {
    return switch (format) {
      case "json" -> Wire.ofJson(flow.columns(), text);
      case "csv" -> Wire.ofCsv(flow.columns(), delimiter, text);
      default -> raw(bytes, text);
    };
  }

  private Map<String, @Nullable Object> raw(byte[] bytes, String text) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Col column : flow.columns()) {
      if (column.name().equals(key)) {
        continue; // stands in the record's key alone
      }
      values.put(column.name(), column.type() == Ty.Scalar.BYTES ? bytes : text);
    }
    return values;
  }
}
