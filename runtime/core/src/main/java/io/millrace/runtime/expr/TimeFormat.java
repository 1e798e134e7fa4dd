package io.millrace.runtime.expr;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes timestamps as a pattern says, in the letters of {@link DateTimeFormatter}: {@code
 * yyyy-MM-dd HH:mm}. Names of days and months are English, whatever the machine's locale is.
 *
 * <p>All times of one day look the same to {@code yyyy-MM-dd}, all of one minute to {@code HH:mm}:
 * the last text is kept and given again for them.
 */
public final class TimeFormat {
  /** Patterns of a job are few; more than these come from data and are not kept. */
  private static final int MAX_KEPT = 1000;

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final Map<String, TimeFormat> KEPT = new ConcurrentHashMap<>();

  private final DateTimeFormatter formatter;

  /** How long two times may look the same, in microseconds; 0 where every one is different. */
  private final long unit;

  /** The last text in UTC, and in a zone. Both are shared by threads, which need not agree. */
  private @Nullable Written utc;

  private @Nullable Written zoned;

  /** A text, and which of the units it stands for. */
  private record Written(long index, ZoneId zone, int offsetSeconds, String text) {}

  private TimeFormat(String pattern) {
    try {
      this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new ExpressionException("not a time pattern: " + ValueOps.excerpt(pattern));
    }
    this.unit = unit(pattern);
  }

  private static long unit(String pattern) {
    long unit = DAY;
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char letter = pattern.charAt(i);
      if (letter == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        unit = Math.min(unit, unit(letter));
      }
    }
    return unit;
  }

  /** Of letters that are not known here, every time is different. */
  private static long unit(char letter) {
    return switch (letter) {
      case 's' -> SECOND;
      case 'm', 'B' -> MINUTE;
      case 'H', 'h', 'K', 'k', 'a' -> HOUR;
      case 'G', 'u', 'y', 'D', 'M', 'L', 'd', 'Q', 'q', 'Y', 'w', 'W', 'E', 'e', 'c', 'F' -> DAY;
      case 'V', 'v', 'z', 'O', 'X', 'x', 'Z' -> DAY; // the zone's and its offset's
      default -> Character.isLetter(letter) ? 0 : DAY;
    };
  }

  public static TimeFormat of(String pattern) {
    TimeFormat kept = KEPT.get(pattern);
    if (kept != null) {
      return kept;
    }
    TimeFormat made = new TimeFormat(pattern);
    if (KEPT.size() < MAX_KEPT) {
      KEPT.put(pattern, made);
    }
    return made;
  }

  /** A timestamp in UTC. */
  public String write(long micros) {
    if (unit == 0) {
      return format(micros, ZoneOffset.UTC);
    }
    long index = Math.floorDiv(micros, unit);
    Written last = utc;
    if (last == null || last.index != index) {
      last = new Written(index, ZoneOffset.UTC, 0, format(micros, ZoneOffset.UTC));
      utc = last;
    }
    return last.text;
  }

  /** A timestamp in a time zone. */
  public String write(long micros, ZoneId zone) {
    if (unit == 0) {
      return format(micros, zone);
    }
    int offset = zone.getRules().getOffset(TimeOps.instant(micros)).getTotalSeconds();
    long index = Math.floorDiv(micros + offset * SECOND, unit);
    Written last = zoned;
    if (last == null
        || last.index != index
        || last.offsetSeconds != offset
        || !zone.equals(last.zone)) {
      last = new Written(index, zone, offset, format(micros, zone));
      zoned = last;
    }
    return last.text;
  }

  private String format(long micros, ZoneId zone) {
    return formatter.format(TimeOps.instant(micros).atZone(zone));
  }
}
