package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text, in microseconds. */
final class DurationText {
  /** What {@link #parse} returns for anything else. */
  static final long INVALID = Long.MIN_VALUE;

  static final String EXPECTED = "a duration such as PT1H30M or 5400s";

  private static final Pattern UNITS =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(h|ms|m|s|us|ns)");

  private DurationText() {}

  /**
   * ISO 8601 of days to seconds ({@code PT1H30M}), or CEL's and Go's form ({@code 5400s}, {@code
   * 1h30m}, {@code 1.5s}); finer than microseconds is cut.
   */
  static long parse(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    try {
      if (unsigned.startsWith("P")) {
        Duration duration = Duration.parse(text);
        return Math.addExact(
            Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
      }
      return units(unsigned, negative);
    } catch (DateTimeException | ArithmeticException e) {
      return INVALID;
    }
  }

  private static long units(String text, boolean negative) {
    Matcher matcher = UNITS.matcher(text);
    BigDecimal micros = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length() && matcher.find(at) && matcher.start() == at) {
      BigDecimal unit =
          switch (matcher.group(2)) {
            case "h" -> new BigDecimal(3_600_000_000L);
            case "m" -> new BigDecimal(60_000_000L);
            case "s" -> new BigDecimal(1_000_000L);
            case "ms" -> new BigDecimal(1000L);
            case "us" -> BigDecimal.ONE;
            default -> BigDecimal.valueOf(1, 3);
          };
      micros = micros.add(new BigDecimal(matcher.group(1)).multiply(unit));
      at = matcher.end();
    }
    if (at == 0 || at < text.length()) {
      return INVALID;
    }
    long value = micros.setScale(0, RoundingMode.DOWN).longValueExact();
    return negative ? -value : value;
  }

  /** {@code PT1H30M}. */
  static byte[] format(long micros) {
    return Duration.ofSeconds(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L)
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
