package io.millrace.runtime.expr;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Durations as microseconds. As in protobuf, they reach to about 10,000 years either way. */
public final class DurationOps {
  static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long MAX = 315_576_000_000L * SECOND;

  private DurationOps() {}

  public static long add(long a, long b) {
    return checked(a + b);
  }

  public static long subtract(long a, long b) {
    return checked(a - b);
  }

  /** Checks a sum or difference of two durations, which 64 bits hold. */
  private static long checked(long micros) {
    if (micros > MAX || micros < -MAX) {
      throw new ExpressionException("duration out of range");
    }
    return micros;
  }

  /**
   * Reads numbers with units, as {@code 1h30m}, {@code 1.5s} or {@code -500ms}. Units are h, m, s,
   * ms, us and ns; what is finer than a microsecond is cut.
   */
  public static long parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return 0;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    if (at == text.length()) {
      throw bad(text);
    }
    while (at < text.length()) {
      int unitStart = at;
      while (unitStart < text.length() && isNumberPart(text.charAt(unitStart))) {
        unitStart++;
      }
      int end = unitStart;
      while (end < text.length() && !isNumberPart(text.charAt(end))) {
        end++;
      }
      BigDecimal number = number(text, at, unitStart);
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(nanosPer(text, unitStart, end))));
      at = end;
    }
    BigDecimal micros = nanos.divide(BigDecimal.valueOf(1000), 0, RoundingMode.DOWN);
    if (micros.compareTo(BigDecimal.valueOf(MAX)) > 0) {
      throw new ExpressionException("duration out of range: " + ValueOps.excerpt(text));
    }
    return negative ? -micros.longValueExact() : micros.longValueExact();
  }

  private static boolean isNumberPart(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static BigDecimal number(String text, int from, int to) {
    if (to - from > 40) {
      throw bad(text);
    }
    try {
      return new BigDecimal(text.substring(from, to));
    } catch (NumberFormatException e) {
      throw bad(text);
    }
  }

  private static long nanosPer(String text, int from, int to) {
    return switch (text.substring(from, to)) {
      case "h" -> HOUR * 1000;
      case "m" -> MINUTE * 1000;
      case "s" -> SECOND * 1000;
      case "ms" -> 1_000_000;
      case "us", "\u00b5s", "\u03bcs" -> 1000;
      case "ns" -> 1;
      default -> throw bad(text);
    };
  }

  private static ExpressionException bad(String text) {
    return new ExpressionException("not a duration: " + ValueOps.excerpt(text));
  }

  /** Seconds with a fraction where there is one, as {@code 90.5s}. */
  public static String format(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + "s";
  }

  /** Whole hours. */
  public static long hours(long micros) {
    return micros / HOUR;
  }

  /** Whole minutes of all of it. */
  public static long minutes(long micros) {
    return micros / MINUTE;
  }

  /** Whole seconds of all of it. */
  public static long seconds(long micros) {
    return micros / SECOND;
  }

  /** The milliseconds of the second that was begun, 0 to 999. */
  public static long milliseconds(long micros) {
    return micros % SECOND / 1000;
  }
}
