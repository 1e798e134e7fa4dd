package io.millrace.compiler.schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration as users write it: whole numbers with units, largest first, as {@code 1h30m}.
 *
 * @param value null where the text is no duration
 * @param problem what is wrong with the text, as the end of a sentence; empty where nothing is
 * @param help what to write instead; null where there is no sure advice
 */
public record DurationText(@Nullable Duration value, String problem, @Nullable String help) {
  /** The longest duration whose microseconds fit in 64 bits, in whole days. */
  public static final Duration LONGEST = Duration.ofDays(106_751_991);

  private static final Pattern CANONICAL =
      Pattern.compile("(?=.)(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");
  private static final Pattern PART = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµμ]+),?");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "w", Duration.ofDays(7),
          "d", Duration.ofDays(1),
          "h", Duration.ofHours(1),
          "m", Duration.ofMinutes(1),
          "s", Duration.ofSeconds(1),
          "ms", Duration.ofMillis(1));
  private static final Map<String, String> OTHER_SPELLINGS =
      Map.ofEntries(
          Map.entry("week", "w"),
          Map.entry("day", "d"),
          Map.entry("hour", "h"),
          Map.entry("hr", "h"),
          Map.entry("minute", "m"),
          Map.entry("min", "m"),
          Map.entry("second", "s"),
          Map.entry("sec", "s"),
          Map.entry("millisecond", "ms"),
          Map.entry("millisec", "ms"),
          Map.entry("milli", "ms"),
          Map.entry("msec", "ms"));

  /** Reads a duration; {@code 0s} is one. */
  public static DurationText parse(String text) {
    if (CANONICAL.matcher(text).matches()) {
      Duration value = lenient(text);
      return value == null
          ? wrong("is longer than " + format(LONGEST), null)
          : new DurationText(value, "", null);
    }
    if (NUMBER.matcher(text).matches()) {
      return wrong("has no unit", text + "s, or another of the units ms, s, m, h and d");
    }
    if (text.startsWith("-") && lenient(text.substring(1)) != null) {
      return wrong("is negative", null);
    }
    Duration meant = lenient(text);
    String help = meant == null || meant.toNanosPart() % 1_000_000 != 0 ? null : format(meant);
    return wrong("is not a whole number with a unit (ms, s, m, h, d)", help);
  }

  /** The shortest text for a duration of whole milliseconds. */
  public static String format(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }

  private static DurationText wrong(String problem, @Nullable String help) {
    return new DurationText(null, problem, help);
  }

  /** What a text seems to mean, in any order and spelling; null where that is not clear. */
  private static @Nullable Duration lenient(String text) {
    try {
      if (text.startsWith("P")) {
        Duration iso = Duration.parse(text);
        return iso.isNegative() ? null : iso;
      }
      Duration sum = Duration.ZERO;
      Matcher parts = PART.matcher(text.strip());
      int end = 0;
      while (parts.find() && parts.start() == end) {
        Duration unit = UNITS.get(unitOf(parts.group(2)));
        if (unit == null) {
          return null;
        }
        sum = sum.plus(times(unit, parts.group(1)));
        end = parts.end();
      }
      return end == text.strip().length() && end > 0 && sum.compareTo(LONGEST) <= 0 ? sum : null;
    } catch (ArithmeticException | DateTimeParseException tooLongOrNotIso) {
      return null;
    }
  }

  private static String unitOf(String word) {
    String unit = word.toLowerCase(Locale.ROOT);
    if (UNITS.containsKey(word) || UNITS.containsKey(unit)) {
      return UNITS.containsKey(word) ? word : unit;
    }
    String singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    return OTHER_SPELLINGS.getOrDefault(singular, unit);
  }

  private static Duration times(Duration unit, String count) {
    BigDecimal nanos = new BigDecimal(count).multiply(BigDecimal.valueOf(unit.toNanos()));
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
  }
}
