package io.millrace.runtime.job;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parameter can be, and how its text is read. */
enum ParameterType {
  STRING("string", "text"),
  SECRET("secret", "text"),
  INT("int", "a whole number of 64 bits, as 42"),
  DOUBLE("double", "a number, as 2.5"),
  BOOL("bool", "true or false"),
  DURATION("duration", "a duration with units, as 500ms, 30s or 1h30m"),
  TIMESTAMP("timestamp", "an RFC 3339 time, as 2026-01-31T12:00:00Z");

  private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h|d)");

  final String typeName;

  /** Completes "expected …". */
  final String form;

  ParameterType(String typeName, String form) {
    this.typeName = typeName;
    this.form = form;
  }

  /**
   * The value of a text: String, Long, Double or Boolean; times are microseconds.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  Object parse(String text) {
    String trimmed = text.strip();
    return switch (this) {
      case STRING, SECRET -> text;
      case INT -> Long.valueOf(trimmed);
      case DOUBLE -> parseDouble(trimmed);
      case BOOL -> parseBool(trimmed);
      case DURATION -> parseDuration(trimmed);
      case TIMESTAMP -> parseTimestamp(trimmed);
    };
  }

  private static Double parseDouble(String text) {
    if (text.endsWith("d") || text.endsWith("f") || text.endsWith("D") || text.endsWith("F")) {
      throw new NumberFormatException(text);
    }
    return Double.valueOf(text);
  }

  private static Boolean parseBool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Long parseDuration(String text) {
    boolean negative = text.startsWith("-");
    Matcher part = DURATION_PART.matcher(text);
    BigDecimal micros = BigDecimal.ZERO;
    int position = negative ? 1 : 0;
    if (position == text.length()) {
      throw new IllegalArgumentException(text);
    }
    while (position < text.length()) {
      if (!part.find(position) || part.start() != position) {
        throw new IllegalArgumentException(text);
      }
      micros = micros.add(new BigDecimal(part.group(1)).multiply(microsPer(part.group(2))));
      position = part.end();
    }
    try {
      return (negative ? micros.negate() : micros).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static BigDecimal microsPer(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "us" -> 1L;
          case "ms" -> 1_000L;
          case "s" -> 1_000_000L;
          case "m" -> 60_000_000L;
          case "h" -> 3_600_000_000L;
          default -> 86_400_000_000L;
        });
  }

  private static Long parseTimestamp(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
