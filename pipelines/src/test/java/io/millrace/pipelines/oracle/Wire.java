package io.millrace.pipelines.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as JSON and CSV, written and read with nothing of the product. */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Wire() {}

  static String json(List<Col> columns, Map<String, @Nullable Object> values) {
    return object(columns, values).toString();
  }

  private static ObjectNode object(List<Col> columns, Map<String, @Nullable Object> values) {
    ObjectNode object = NODES.objectNode();
    for (Col column : columns) {
      Object value = values.get(column.name());
      if (value != null) {
        object.set(column.wire(), node(column.type(), column.form(), value));
      }
    }
    return object;
  }

  @SuppressWarnings("unchecked") // Values are as their type says.
  private static JsonNode node(Ty type, String form, Object value) {
    if (type instanceof Ty.ListOf list) {
      ArrayNode array = NODES.arrayNode();
      ((List<Object>) value).forEach(e -> array.add(node(list.element(), "iso", e)));
      return array;
    }
    if (type instanceof Ty.MapOf map) {
      ObjectNode object = NODES.objectNode();
      ((Map<String, Object>) value).forEach((k, v) -> object.set(k, node(map.value(), "iso", v)));
      return object;
    }
    if (type instanceof Ty.Rec rec) {
      return object(rec.columns(), (Map<String, @Nullable Object>) value);
    }
    return switch ((Ty.Scalar) type) {
      case BOOL -> NODES.booleanNode((Boolean) value);
      case INT -> NODES.numberNode((Long) value);
      case DOUBLE -> NODES.numberNode((Double) value);
      case TIMESTAMP ->
          form.equals("iso")
              ? NODES.textNode(text(type, form, value))
              : NODES.numberNode(Long.parseLong(text(type, form, value)));
      default -> NODES.textNode(text(type, form, value));
    };
  }

  /** A scalar in a cell of CSV, a Kafka key, or a JSON string. */
  static String text(Ty type, String form, Object value) {
    return switch ((Ty.Scalar) type) {
      case BOOL, INT, DOUBLE, STRING -> value.toString();
      case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
      case DURATION ->
          form.equals("yaml")
              ? (Long) value / 1000 + "ms"
              : Duration.ofNanos((Long) value * 1000).toString();
      case TIMESTAMP ->
          switch (form) {
            case "millis" -> Long.toString((Long) value / 1000);
            case "seconds" -> Long.toString((Long) value / 1_000_000);
            default ->
                Instant.ofEpochSecond((Long) value / 1_000_000, (Long) value % 1_000_000 * 1000)
                    .toString();
          };
    };
  }

  static String csv(List<Col> columns, char delimiter, Map<String, @Nullable Object> values) {
    return columns.stream()
        .map(
            c -> {
              Object value = values.get(c.name());
              return value == null ? "" : quoted(text(c.type(), c.form(), value), delimiter);
            })
        .collect(Collectors.joining(String.valueOf(delimiter)));
  }

  static String header(List<Col> columns, char delimiter) {
    return columns.stream()
        .map(c -> quoted(c.wire(), delimiter))
        .collect(Collectors.joining(String.valueOf(delimiter)));
  }

  private static String quoted(String text, char delimiter) {
    return text.indexOf('"') >= 0 || text.indexOf(delimiter) >= 0
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** The values of a line of JSON; a name that no column has stays as it is. */
  static Map<String, @Nullable Object> ofJson(List<Col> columns, String line) {
    try {
      return record(columns, JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static Map<String, @Nullable Object> record(List<Col> columns, JsonNode object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Col column =
          columns.stream()
              .filter(c -> c.wire().equals(entry.getKey()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no field " + entry.getKey() + ": " + object));
      values.put(column.name(), value(column.type(), column.form(), entry.getValue()));
    }
    return values;
  }

  private static Object value(Ty type, String form, JsonNode node) {
    if (type instanceof Ty.ListOf list) {
      List<Object> values = new ArrayList<>();
      node.forEach(e -> values.add(value(list.element(), "iso", e)));
      return values;
    }
    if (type instanceof Ty.MapOf map) {
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties()
          .forEach(e -> values.put(e.getKey(), value(map.value(), "iso", e.getValue())));
      return values;
    }
    if (type instanceof Ty.Rec rec) {
      return record(rec.columns(), node);
    }
    boolean number = type == Ty.Scalar.INT || type == Ty.Scalar.DOUBLE || !form.equals("iso");
    if (number != node.isNumber() || (type == Ty.Scalar.BOOL) != node.isBoolean()) {
      throw new AssertionError(node + " is no " + type);
    }
    return scalar(type, form, node.asText());
  }

  static Object scalar(Ty type, String form, String text) {
    return switch ((Ty.Scalar) type) {
      case BOOL -> Boolean.valueOf(text);
      case INT -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case STRING -> text;
      case BYTES -> Base64.getDecoder().decode(text);
      case DURATION -> Duration.parse(text).toNanos() / 1000;
      case TIMESTAMP ->
          switch (form) {
            case "millis" -> Long.parseLong(text) * 1000;
            case "seconds" -> Long.parseLong(text) * 1_000_000;
            default -> micros(Instant.parse(text));
          };
    };
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  static Map<String, @Nullable Object> ofCsv(List<Col> columns, char delimiter, String line) {
    List<@Nullable String> cells = cells(line, delimiter);
    if (cells.size() != columns.size()) {
      throw new AssertionError(columns.size() + " cells expected: " + line);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Col column = columns.get(i);
      String cell = cells.get(i);
      if (cell != null) {
        values.put(column.name(), scalar(column.type(), column.form(), cell));
      }
    }
    return values;
  }

  /** Cells of a line without line breaks in quotes; null for an empty one. */
  private static List<@Nullable String> cells(String line, char delimiter) {
    List<@Nullable String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : delimiter;
      if (quoted && i < line.length()) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
        wasQuoted = true;
      } else if (c == delimiter) {
        cells.add(cell.isEmpty() && !wasQuoted ? null : cell.toString());
        cell.setLength(0);
        wasQuoted = false;
      } else {
        cell.append(c);
      }
    }
    return cells;
  }
}
