package io.millrace.compiler.expr;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fields and texts of constant times, as the runtime has them. What depends on the Java that a job
 * runs on is left to it: the rules of named time zones, the names of days, months and zones, and
 * which day a week begins with.
 */
final class ConstantTimes {
  private static final long SECOND = 1_000_000L;

  /** Letters of patterns that are written in digits, whatever the locale's data are. */
  private static final String DIGITS = "uydDHhKkmsSnNAXxZ";

  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private ConstantTimes() {}

  /**
   * The value of a call.
   *
   * @param arguments as in {@link Ir.Literal}
   * @return null where the function is not known here, fails, or depends on the machine
   */
  static @Nullable Object evaluate(Function function, List<Object> arguments) {
    if (!(arguments.get(0) instanceof Long micros)) {
      return null;
    }
    List<String> kinds = function.parameters();
    if (kinds.equals(List.of("duration"))) {
      return ofDuration(function.name(), micros);
    }
    if (!kinds.get(0).equals("timestamp")) {
      return null;
    }
    boolean formats = function.name().equals("format");
    String zone = kinds.size() == (formats ? 3 : 2) ? last(arguments) : "+00:00";
    ZoneOffset offset = offset(zone);
    if (offset == null || !kinds.stream().skip(1).allMatch("string"::equals)) {
      return null;
    }
    LocalDateTime time =
        LocalDateTime.ofInstant(
            Instant.ofEpochSecond(
                Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000),
            offset);
    return formats
        ? formatted(time, offset, (String) arguments.get(1))
        : field(function.name(), time, micros);
  }

  private static String last(List<Object> arguments) {
    return arguments.get(arguments.size() - 1) instanceof String text ? text : "";
  }

  /** Of an offset from UTC; null for a zone that has rules. */
  private static @Nullable ZoneOffset offset(String zone) {
    if (zone.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    boolean unsigned = !zone.isEmpty() && Character.isDigit(zone.charAt(0));
    try {
      return ZoneOffset.of(unsigned ? "+" + zone : zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object field(String name, LocalDateTime time, long micros) {
    return switch (name) {
      case "getFullYear" -> (long) time.getYear();
      case "getMonth" -> time.getMonthValue() - 1L;
      case "getDate" -> (long) time.getDayOfMonth();
      case "getDayOfMonth" -> time.getDayOfMonth() - 1L;
      case "getDayOfWeek" -> time.getDayOfWeek().getValue() % 7L;
      case "getDayOfYear" -> time.getDayOfYear() - 1L;
      case "getHours" -> (long) time.getHour();
      case "getMinutes" -> (long) time.getMinute();
      case "getSeconds" -> (long) time.getSecond();
      case "getMilliseconds" -> Math.floorMod(micros, SECOND) / 1000;
      case "int" -> Math.floorDiv(micros, SECOND);
      case "string" -> RFC_3339.format(time);
      default -> null;
    };
  }

  /** Only in digits, and without a zone's name. */
  private static @Nullable Object formatted(LocalDateTime time, ZoneOffset offset, String pattern) {
    if (!inDigits(pattern)) {
      return null;
    }
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time.atOffset(offset));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  private static boolean inDigits(String pattern) {
    boolean quoted = false;
    int months = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && Character.isLetter(c)) {
        months = c == 'M' ? months + 1 : 0;
        if (months > 2 || (months == 0 && DIGITS.indexOf(c) < 0)) {
          return false;
        }
      }
    }
    // Four letters of an offset write its name.
    return !pattern.contains("ZZZZ");
  }

  private static @Nullable Object ofDuration(String name, long micros) {
    return switch (name) {
      case "getHours" -> micros / (3600 * SECOND);
      case "getMinutes" -> micros / (60 * SECOND);
      case "getSeconds" -> micros / SECOND;
      case "getMilliseconds" -> micros % SECOND / 1000;
      case "string" -> BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + "s";
      default -> null;
    };
  }
}
