package io.millrace.compiler.testing;

import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes rows as they are written in a test: YAML on one line that reads as the same values. */
public final class RowText {
  /** Texts that need no quotes, also within a flow mapping, and are read as texts. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*");

  private static final Pattern WORDS = Pattern.compile("(?i)true|false|null|yes|no|on|off");

  private RowText() {}

  /** {@code { id: a, amount: 12.5 }}: fields of the type that are there, in its order. */
  public static String row(RecordType type, Map<String, ?> values) {
    List<String> entries = new ArrayList<>();
    for (Field field : type.fields()) {
      Object value = values.get(field.name());
      if (value != null) {
        entries.add(field.name() + ": " + value(field.type(), field.form(), value));
      }
    }
    return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
  }

  @SuppressWarnings("unchecked") // The types say what values are.
  private static String value(Type type, TimestampForm form, Object value) {
    if (type instanceof RecordType record) {
      return row(record, (Map<String, ?>) value);
    }
    if (type instanceof ListType list) {
      return ((List<Object>) value)
          .stream()
              .map(item -> value(list.element(), form, item))
              .collect(Collectors.joining(", ", "[", "]"));
    }
    if (type instanceof MapType map) {
      List<String> entries = new ArrayList<>();
      ((Map<String, Object>) value)
          .forEach((k, v) -> entries.add(text(k) + ": " + value(map.value(), form, v)));
      return entries.isEmpty() ? "{}" : "{ " + String.join(", ", entries) + " }";
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
    }
    if (type == ScalarType.TIMESTAMP) {
      return timestamp((Long) value, form);
    }
    return type == ScalarType.DURATION ? duration((Long) value) : String.valueOf(value);
  }

  private static String timestamp(long micros, TimestampForm form) {
    return switch (form) {
      case MILLIS -> String.valueOf(Math.floorDiv(micros, 1000L));
      case SECONDS -> BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
      case ISO ->
          Instant.ofEpochSecond(
                  Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L)
              .toString();
    };
  }

  private static String duration(long micros) {
    Duration duration = Duration.ofMillis(Math.floorDiv(micros, 1000L));
    return Durations.display(duration);
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : String.valueOf(value);
  }

  private static String text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches();
    return plain ? text : YamlJson.quoted(text);
  }
}
