package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import io.millrace.runtime.format.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as the text that a source of JSON or CSV reads, so that they go through its decoder. */
final class WireText {
  private final FormatSpec format;
  private final RecordType wire;

  private WireText(FormatSpec format, RecordType wire) {
    this.format = format;
    this.wire = wire;
  }

  /** Null for a source whose rows cannot be written so: other formats, columns of metadata. */
  static @Nullable WireText of(PlanNode.DecodingSource source) {
    boolean text =
        source.format().kind() == FormatDecl.Kind.JSON
            || source.format().kind() == FormatDecl.Kind.CSV;
    boolean plain = !(source instanceof KafkaSource kafka) || kafka.metadata() == null;
    return text && plain ? new WireText(source.format(), source.wire()) : null;
  }

  byte[] bytes(Map<String, Object> values) {
    if (format.kind() == FormatDecl.Kind.JSON) {
      JsonWriter out = new JsonWriter();
      record(wire, values, out);
      return out.toBytes();
    }
    List<String> cells = new ArrayList<>();
    for (Field field : wire.fields()) {
      Object value = values.get(field.name());
      cells.add(value == null ? "" : cell(field, value));
    }
    return String.join(String.valueOf(format.delimiter()), cells).getBytes(UTF_8);
  }

  /** What a file starts with, or null for nothing. */
  @Nullable String header() {
    return format.kind() == FormatDecl.Kind.CSV && format.header()
        ? String.join(
            String.valueOf(format.delimiter()),
            wire.fields().stream().map(field -> quoted(field.wireName())).toList())
        : null;
  }

  private String cell(Field field, Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Double number) {
      return String.valueOf(number);
    }
    JsonWriter out = new JsonWriter();
    value(field.type(), field.form(), value, out);
    String json = new String(out.toBytes(), UTF_8);
    return json.startsWith("\"") ? quoted(json.substring(1, json.length() - 1)) : json;
  }

  private String quoted(String text) {
    boolean bare =
        !text.isEmpty()
            && text.indexOf(format.delimiter()) < 0
            && text.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return bare ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static void record(RecordType type, Map<String, Object> values, JsonWriter out) {
    int begin = out.begin();
    for (Field field : type.fields()) {
      Object value = values.get(field.name());
      if (value != null) {
        out.raw(JsonWriter.member(field.wireName()));
        value(field.type(), field.form(), value, out);
      }
    }
    out.endObject(begin);
  }

  @SuppressWarnings("unchecked") // The types say what values are.
  private static void value(Type type, TimestampForm form, Object value, JsonWriter out) {
    if (type instanceof RecordType record) {
      record(record, (Map<String, Object>) value, out);
    } else if (type instanceof ListType list) {
      int begin = out.begin();
      for (Object item : (List<Object>) value) {
        out.raw(',');
        value(list.element(), form, item, out);
      }
      out.endList(begin);
    } else if (type instanceof MapType map) {
      int begin = out.begin();
      for (Map.Entry<String, Object> entry : ((Map<String, Object>) value).entrySet()) {
        out.writeName(entry.getKey());
        value(map.value(), form, entry.getValue(), out);
      }
      out.endObject(begin);
    } else if (type instanceof ScalarType scalar) {
      scalar(scalar, form, value, out);
    } else {
      out.writeDecimal((BigDecimal) value);
    }
  }

  private static void scalar(ScalarType type, TimestampForm form, Object value, JsonWriter out) {
    switch (type) {
      case BOOL -> out.writeBool((Boolean) value);
      case INT -> out.writeLong((Long) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case STRING -> out.writeString((String) value);
      case BYTES -> out.writeBytes((byte[]) value);
      case DURATION -> out.writeDuration((Long) value);
      case TIMESTAMP -> {
        switch (form) {
          case ISO -> out.writeTimestamp((Long) value);
          case MILLIS -> out.writeEpochMillis((Long) value);
          case SECONDS -> out.writeEpochSeconds((Long) value);
        }
      }
    }
  }
}
