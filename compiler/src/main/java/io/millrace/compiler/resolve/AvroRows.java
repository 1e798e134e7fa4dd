package io.millrace.compiler.resolve;

import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The schema of Avro that a row type has by itself: fields in their order, {@code ["null", T]} for
 * what may be absent. Generated encoders write just this.
 */
final class AvroRows {
  private final Set<String> declared = new HashSet<>();

  private AvroRows() {}

  /**
   * The schema as one line of JSON.
   *
   * @param name the full name of the outermost record
   */
  static String schema(RecordType row, List<Field> fields, String name) {
    return new AvroRows().record(name, fields, row);
  }

  private String record(String name, List<Field> fields, RecordType row) {
    declared.add(row.name());
    List<String> out = new ArrayList<>();
    for (Field field : fields) {
      String type = type(field.type(), field.form());
      out.add(
          "{\"name\":"
              + JsonText.quote(field.wireName())
              + ",\"type\":"
              + (field.nullable() ? "[\"null\"," + type + "],\"default\":null" : type)
              + "}");
    }
    return "{\"type\":\"record\",\"name\":"
        + JsonText.quote(name)
        + ",\"fields\":["
        + String.join(",", out)
        + "]}";
  }

  private String type(Type type, TimestampForm form) {
    if (type instanceof ListType list) {
      return "{\"type\":\"array\",\"items\":" + type(list.element(), form) + "}";
    }
    if (type instanceof MapType map) {
      return "{\"type\":\"map\",\"values\":" + type(map.value(), form) + "}";
    }
    if (type instanceof DecimalType decimal) {
      return "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":"
          + decimal.precision()
          + ",\"scale\":"
          + decimal.scale()
          + "}";
    }
    if (type instanceof RecordType record) {
      return declared.contains(record.name())
          ? JsonText.quote(record.name())
          : record(record.name(), record.fields(), record);
    }
    return switch ((ScalarType) type) {
      case BOOL -> "\"boolean\"";
      case INT, DURATION -> "\"long\"";
      case DOUBLE -> "\"double\"";
      case STRING -> "\"string\"";
      case BYTES -> "\"bytes\"";
      case TIMESTAMP ->
          "{\"type\":\"long\",\"logicalType\":\""
              + (form == TimestampForm.MILLIS ? "timestamp-millis" : "timestamp-micros")
              + "\"}";
    };
  }
}
