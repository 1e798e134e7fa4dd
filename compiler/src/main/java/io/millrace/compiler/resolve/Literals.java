package io.millrace.compiler.resolve;

import io.millrace.compiler.plan.Durations;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.TimestampForm;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Texts that users write for typed values: rows of elements, defaults, parameters. */
final class Literals {
  private Literals() {}

  /**
   * The value of a text, as Boolean, Long, Double, BigDecimal, String or byte[]; timestamps and
   * durations as microseconds. Null if the text is none of the type.
   */
  static @Nullable Object parse(String text, Type type, TimestampForm form) {
    try {
      return type instanceof DecimalType decimal
          ? parseDecimal(text, decimal)
          : type instanceof ScalarType scalar ? parse(text, scalar, form) : null;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Object parse(String text, ScalarType type, TimestampForm form) {
    return switch (type) {
      case STRING -> text;
      case BOOL -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? false : null;
      case INT -> Long.parseLong(text);
      case DOUBLE -> parseDouble(text);
      case BYTES -> Base64.getDecoder().decode(text);
      case DURATION -> durationMicros(text);
      case TIMESTAMP -> timestampMicros(text, form);
    };
  }

  /** Literals are never rounded: what does not fit is a mistake. */
  private static @Nullable BigDecimal parseDecimal(String text, DecimalType type) {
    if (text.length() > 100 || !text.matches("-?\\d+(\\.\\d+)?")) {
      return null;
    }
    BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.UNNECESSARY);
    return value.precision() <= type.precision() ? value : null;
  }

  /** What a text of that type looks like, for messages. */
  static String example(Type type) {
    if (type instanceof DecimalType decimal) {
      return "a number with up to "
          + decimal.wholeDigits()
          + " digits before the point and "
          + decimal.scale()
          + " behind it";
    }
    return switch ((ScalarType) type) {
      case STRING -> "a text";
      case BOOL -> "true or false";
      case INT -> "a whole number";
      case DOUBLE -> "a number";
      case BYTES -> "base64 text";
      case DURATION -> "a duration such as 5s or 1h30m";
      case TIMESTAMP -> "a time such as 2026-01-31T12:00:00Z";
    };
  }

  private static double parseDouble(String text) {
    return switch (text) {
      case ".inf", "+.inf", ".Inf", ".INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> {
        char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
        if (last != '.' && !Character.isDigit(last)) {
          throw new NumberFormatException(text);
        }
        yield Double.parseDouble(text);
      }
    };
  }

  private static @Nullable Long durationMicros(String text) {
    Duration duration = Durations.parse(text);
    return duration == null ? null : Math.multiplyExact(duration.toMillis(), 1000L);
  }

  private static Long timestampMicros(String text, TimestampForm form) {
    return switch (form) {
      case MILLIS -> Math.multiplyExact(Long.parseLong(text), 1000L);
      case SECONDS -> new BigDecimal(text).movePointRight(6).toBigInteger().longValueExact();
      case ISO -> {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        yield Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
      }
    };
  }
}
