package io.millrace.pipelines.oracle;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as texts that are equal exactly if the rows are. */
final class Canon {
  private Canon() {}

  static String row(List<Col> columns, Map<String, @Nullable Object> values) {
    return columns.stream()
        .filter(c -> values.get(c.name()) != null)
        .map(c -> c.name() + "=" + value(c.type(), values.get(c.name())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @SuppressWarnings("unchecked") // Values are as their type says.
  private static String value(Ty type, @Nullable Object value) {
    if (type instanceof Ty.ListOf list) {
      return ((List<Object>) value)
          .stream().map(e -> value(list.element(), e)).collect(Collectors.joining(", ", "[", "]"));
    }
    if (type instanceof Ty.MapOf map) {
      return new TreeMap<>((Map<String, Object>) value)
          .entrySet().stream()
              .map(e -> '"' + e.getKey() + "\": " + value(map.value(), e.getValue()))
              .collect(Collectors.joining(", ", "<", ">"));
    }
    if (type instanceof Ty.Rec rec) {
      return row(rec.columns(), (Map<String, @Nullable Object>) value);
    }
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }
}
