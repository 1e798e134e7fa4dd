package io.millrace.compiler.expr;

import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks timestamps and durations that stand in an expression as text. */
final class TimeLiterals {
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)");

  /** About 10,000 years, as protobuf's Duration. */
  private static final BigDecimal MAX_MICROS = new BigDecimal("315576000000000000");

  private static final long SECOND = 1_000_000L;

  private TimeLiterals() {}

  static LiteralArguments.@Nullable Problem timestampProblem(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return new LiteralArguments.Problem(
          "not a timestamp: expected RFC 3339 as 2026-01-31T12:00:00Z", false);
    }
    try {
      int year = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).getYear();
      if (year < 1 || year > 9999) {
        return new LiteralArguments.Problem("the year must be from 0001 to 9999", false);
      }
    } catch (DateTimeException e) {
      return new LiteralArguments.Problem("not a timestamp: no such date or time", false);
    }
    String fraction = matcher.group(1);
    return fraction != null && !fraction.substring(Math.min(7, fraction.length())).matches("0*")
        ? tooFine()
        : null;
  }

  static LiteralArguments.@Nullable Problem durationProblem(String text) {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return null;
    }
    Matcher matcher = PART.matcher(rest);
    BigDecimal micros = BigDecimal.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      micros = micros.add(new BigDecimal(matcher.group(1)).multiply(microsPer(matcher.group(2))));
      end = matcher.end();
    }
    if (end == 0 || end < rest.length()) {
      return new LiteralArguments.Problem(
          "not a duration: expected numbers with units h, m, s, ms, us, as 1h30m or 500ms", false);
    }
    if (micros.compareTo(MAX_MICROS) > 0) {
      return new LiteralArguments.Problem("a duration reaches to about 10,000 years", false);
    }
    return micros.stripTrailingZeros().scale() > 0 ? tooFine() : null;
  }

  /** The microseconds of a text that has no problem. */
  static @Nullable Long value(String function, String text) {
    try {
      return function.equals("timestamp") ? timestamp(text) : duration(text);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static long timestamp(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1000);
  }

  private static @Nullable Long duration(String text) {
    boolean negative = text.startsWith("-");
    Matcher matcher = PART.matcher(negative || text.startsWith("+") ? text.substring(1) : text);
    BigDecimal micros = BigDecimal.ZERO;
    while (matcher.find()) {
      micros = micros.add(new BigDecimal(matcher.group(1)).multiply(microsPer(matcher.group(2))));
    }
    return (negative ? micros.negate() : micros).longValueExact();
  }

  /** A timestamp or duration as text that a function of this name reads. */
  static String text(Type type, long micros) {
    if (type == ScalarType.TIMESTAMP) {
      return Instant.ofEpochSecond(
              Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000)
          .toString();
    }
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + "s";
  }

  /** Whether microseconds since the epoch are of the years 1 to 9999. */
  static boolean isTimestamp(long micros) {
    long seconds = Math.floorDiv(micros, SECOND);
    return seconds >= -62_135_596_800L && seconds <= 253_402_300_799L;
  }

  /** Whether microseconds fit into CEL's 64 bits of nanoseconds, as between timestamps. */
  static boolean isShortDuration(long micros) {
    return micros >= Long.MIN_VALUE / 1000 && micros <= Long.MAX_VALUE / 1000;
  }

  private static LiteralArguments.Problem tooFine() {
    return new LiteralArguments.Problem("times are kept in whole microseconds", true);
  }

  private static BigDecimal microsPer(String unit) {
    return switch (unit) {
      case "h" -> new BigDecimal(3_600_000_000L);
      case "m" -> new BigDecimal(60_000_000L);
      case "s" -> new BigDecimal(1_000_000L);
      case "ms" -> new BigDecimal(1_000L);
      case "ns" -> new BigDecimal("0.001");
      default -> BigDecimal.ONE;
    };
  }
}
