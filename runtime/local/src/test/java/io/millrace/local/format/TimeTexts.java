package io.millrace.local.format;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in text, by java.time. */
final class TimeTexts {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?"
              + "(?:[Zz]|([+-])(\\d\\d)(?::?(\\d\\d))?)");

  private static final Pattern UNIT = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(h|ms|m|s|us|ns)");

  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "h", new BigDecimal(3_600_000_000_000L),
          "m", new BigDecimal(60_000_000_000L),
          "s", new BigDecimal(1_000_000_000L),
          "ms", new BigDecimal(1_000_000L),
          "us", new BigDecimal(1_000L),
          "ns", BigDecimal.ONE);

  private TimeTexts() {}

  static long timestamp(JsonParser in, String text) throws JsonParseException {
    Matcher part = TIMESTAMP.matcher(text);
    if (!part.matches()) {
      throw new JsonParseException(in, "no timestamp");
    }
    try {
      String fraction = part.group(7) == null ? "" : part.group(7);
      LocalDateTime local =
          LocalDateTime.of(
              number(part.group(1)),
              number(part.group(2)),
              number(part.group(3)),
              number(part.group(4)),
              number(part.group(5)),
              number(part.group(6)));
      int offset = number(part.group(9)) * 60 + number(part.group(10));
      if (number(part.group(9)) > 23 || number(part.group(10)) > 59) {
        throw new JsonParseException(in, "no offset");
      }
      long seconds =
          local.toEpochSecond(ZoneOffset.UTC)
              - ("-".equals(part.group(8)) ? -offset : offset) * 60L;
      return seconds * 1_000_000 + Long.parseLong((fraction + "000000").substring(0, 6));
    } catch (DateTimeException e) {
      throw new JsonParseException(in, "no timestamp", e);
    }
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  static long duration(JsonParser in, String text) throws JsonParseException {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    try {
      if (rest.startsWith("P")) {
        Duration duration = Duration.parse(text);
        return Math.addExact(
            Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000);
      }
      BigDecimal nanos = BigDecimal.ZERO;
      Matcher unit = UNIT.matcher(rest);
      int at = 0;
      for (; unit.find() && unit.start() == at; at = unit.end()) {
        nanos = nanos.add(new BigDecimal(unit.group(1)).multiply(NANOS.get(unit.group(2))));
      }
      if (at == 0 || at < rest.length()) {
        throw new JsonParseException(in, "no duration");
      }
      long micros = nanos.movePointLeft(3).setScale(0, RoundingMode.DOWN).longValueExact();
      return text.startsWith("-") ? -micros : micros;
    } catch (DateTimeException | ArithmeticException e) {
      throw new JsonParseException(in, "no duration", e);
    }
  }
}
