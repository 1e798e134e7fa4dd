package io.millrace.runtime.expr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Timestamps as microseconds since the epoch, from the year 1 to the year 9999 in UTC. */
public final class TimeOps {
  private static final long SECOND = DurationOps.SECOND;
  private static final long MIN_SECONDS = -62_135_596_800L;
  private static final long MAX_SECONDS = 253_402_300_799L;
  private static final long MIN = MIN_SECONDS * SECOND;
  private static final long MAX = MAX_SECONDS * SECOND + SECOND - 1;

  /** CEL's limit for the distance of two timestamps: 64 bits of nanoseconds. */
  private static final long MAX_BETWEEN = Long.MAX_VALUE / 1000;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(java.util.Locale.ROOT);

  private static final int MAX_ZONES = 2000;
  private static final Map<String, ZoneId> ZONES = new ConcurrentHashMap<>();

  private TimeOps() {}

  public static long plus(long timestamp, long duration) {
    return checked(timestamp + duration);
  }

  public static long minus(long timestamp, long duration) {
    return checked(timestamp - duration);
  }

  private static long checked(long micros) {
    if (micros < MIN || micros > MAX) {
      throw new ExpressionException("timestamp out of the years 1 to 9999");
    }
    return micros;
  }

  /** The duration from one timestamp to another. */
  public static long between(long from, long to) {
    long micros = to - from;
    if (micros > MAX_BETWEEN || micros < -MAX_BETWEEN) {
      throw new ExpressionException("timestamps are too far apart for a duration");
    }
    return micros;
  }

  /** Whole seconds since the epoch, rounded down. */
  public static long toSeconds(long micros) {
    return Math.floorDiv(micros, SECOND);
  }

  public static long fromSeconds(long seconds) {
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw new ExpressionException("timestamp out of the years 1 to 9999: " + seconds + " s");
    }
    return seconds * SECOND;
  }

  /** Reads RFC 3339; what is finer than a microsecond is cut. */
  public static long parse(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      long seconds = instant.getEpochSecond();
      if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) {
        return seconds * SECOND + instant.get(ChronoField.MICRO_OF_SECOND);
      }
    } catch (DateTimeException e) {
      throw new ExpressionException("not a timestamp: " + ValueOps.excerpt(text));
    }
    throw new ExpressionException("timestamp out of the years 1 to 9999: " + text);
  }

  /** RFC 3339 in UTC with as many digits of a second as there are. */
  public static String format(long micros) {
    return FORMAT.format(utc(micros));
  }

  /** A zone by name, or as an offset {@code +02:00}. */
  public static ZoneId zone(String name) {
    ZoneId known = ZONES.get(name);
    if (known != null) {
      return known;
    }
    try {
      boolean unsigned = !name.isEmpty() && Character.isDigit(name.charAt(0));
      ZoneId zone = ZoneId.of(unsigned ? "+" + name : name);
      if (ZONES.size() < MAX_ZONES) {
        ZONES.put(name, zone);
      }
      return zone;
    } catch (DateTimeException e) {
      throw new ExpressionException("unknown time zone: " + ValueOps.excerpt(name));
    }
  }

  private static LocalDateTime utc(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
  }

  private static LocalDateTime at(long micros, ZoneId zone) {
    return LocalDateTime.ofInstant(instant(micros), zone);
  }

  public static long year(long micros) {
    return utc(micros).getYear();
  }

  /** From 0 for January. */
  public static long month(long micros) {
    return utc(micros).getMonthValue() - 1L;
  }

  /** From 0. */
  public static long dayOfMonth(long micros) {
    return utc(micros).getDayOfMonth() - 1L;
  }

  /** From 0 for Sunday. */
  public static long dayOfWeek(long micros) {
    return utc(micros).getDayOfWeek().getValue() % 7L;
  }

  /** From 0. */
  public static long dayOfYear(long micros) {
    return utc(micros).getDayOfYear() - 1L;
  }

  public static long hour(long micros) {
    return Math.floorMod(Math.floorDiv(micros, 3600 * SECOND), 24);
  }

  public static long minute(long micros) {
    return Math.floorMod(Math.floorDiv(micros, 60 * SECOND), 60);
  }

  public static long second(long micros) {
    return Math.floorMod(Math.floorDiv(micros, SECOND), 60);
  }

  public static long millisecond(long micros) {
    return Math.floorMod(micros, SECOND) / 1000;
  }

  public static long year(long micros, ZoneId zone) {
    return at(micros, zone).getYear();
  }

  public static long month(long micros, ZoneId zone) {
    return at(micros, zone).getMonthValue() - 1L;
  }

  public static long dayOfMonth(long micros, ZoneId zone) {
    return at(micros, zone).getDayOfMonth() - 1L;
  }

  public static long dayOfWeek(long micros, ZoneId zone) {
    return at(micros, zone).getDayOfWeek().getValue() % 7L;
  }

  public static long dayOfYear(long micros, ZoneId zone) {
    return at(micros, zone).getDayOfYear() - 1L;
  }

  public static long hour(long micros, ZoneId zone) {
    return at(micros, zone).getHour();
  }

  public static long minute(long micros, ZoneId zone) {
    return at(micros, zone).getMinute();
  }

  public static long second(long micros, ZoneId zone) {
    return at(micros, zone).getSecond();
  }

  public static long millisecond(long micros, ZoneId zone) {
    return at(micros, zone).get(ChronoField.MILLI_OF_SECOND);
  }

  public static long year(long micros, String zone) {
    return year(micros, zone(zone));
  }

  public static long month(long micros, String zone) {
    return month(micros, zone(zone));
  }

  public static long dayOfMonth(long micros, String zone) {
    return dayOfMonth(micros, zone(zone));
  }

  public static long dayOfWeek(long micros, String zone) {
    return dayOfWeek(micros, zone(zone));
  }

  public static long dayOfYear(long micros, String zone) {
    return dayOfYear(micros, zone(zone));
  }

  public static long hour(long micros, String zone) {
    return hour(micros, zone(zone));
  }

  public static long minute(long micros, String zone) {
    return minute(micros, zone(zone));
  }

  public static long second(long micros, String zone) {
    return second(micros, zone(zone));
  }

  public static long millisecond(long micros, String zone) {
    return millisecond(micros, zone(zone));
  }
}
