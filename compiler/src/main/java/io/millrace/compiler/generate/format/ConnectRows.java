package io.millrace.compiler.generate.format;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/** The schema of Kafka Connect that a row type has by itself, as JsonConverter writes schemas. */
final class ConnectRows {
  private static final String LOGICAL = "org.apache.kafka.connect.data.";

  private ConnectRows() {}

  /** What stands in front of each row: the schema, up to the value of {@code payload}. */
  static String envelope(String name, List<Field> fields) {
    return "{\"schema\":" + record(name, fields, false, "") + ",\"payload\":";
  }

  private static String record(String name, List<Field> fields, boolean optional, String field) {
    List<String> parts = new ArrayList<>();
    for (Field part : fields) {
      parts.add(schema(part.type(), part.nullable(), ",\"field\":" + quote(part.wireName())));
    }
    return "{\"type\":\"struct\",\"fields\":["
        + String.join(",", parts)
        + "],\"optional\":"
        + optional
        + ",\"name\":"
        + quote(name)
        + field
        + "}";
  }

  /**
   * The schema of a value.
   *
   * @param field what says which field it is; empty for elements
   */
  private static String schema(Type type, boolean optional, String field) {
    if (type instanceof RecordType record) {
      return record(record.name(), record.fields(), optional, field);
    }
    String rest = ",\"optional\":" + optional;
    if (type instanceof ListType list) {
      return "{\"type\":\"array\",\"items\":"
          + schema(list.element(), false, "")
          + rest
          + field
          + "}";
    }
    if (type instanceof MapType map) {
      return "{\"type\":\"map\",\"keys\":{\"type\":\"string\",\"optional\":false},\"values\":"
          + schema(map.value(), false, "")
          + rest
          + field
          + "}";
    }
    if (type instanceof DecimalType decimal) {
      return "{\"type\":\"bytes\""
          + rest
          + ",\"name\":\""
          + LOGICAL
          + "Decimal\",\"version\":1,\"parameters\":{\"scale\":\""
          + decimal.scale()
          + "\",\"connect.decimal.precision\":\""
          + decimal.precision()
          + "\"}"
          + field
          + "}";
    }
    return switch ((ScalarType) type) {
      case BOOL -> "{\"type\":\"boolean\"" + rest + field + "}";
      case INT -> "{\"type\":\"int64\"" + rest + field + "}";
      case DOUBLE -> "{\"type\":\"double\"" + rest + field + "}";
      case STRING -> "{\"type\":\"string\"" + rest + field + "}";
      case BYTES -> "{\"type\":\"bytes\"" + rest + field + "}";
      case TIMESTAMP ->
          "{\"type\":\"int64\""
              + rest
              + ",\"name\":\""
              + LOGICAL
              + "Timestamp\",\"version\":1"
              + field
              + "}";
      case DURATION ->
          "{\"type\":\"int64\""
              + rest
              + ",\"name\":\"io.debezium.time.MicroDuration\",\"version\":1"
              + field
              + "}";
    };
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
