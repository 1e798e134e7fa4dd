package io.millrace.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Timestamps as RFC 3339 text. Microseconds since the epoch, years 0 to 9999. */
final class TimestampText {
  /** What {@link #parse} returns for anything else. */
  static final long INVALID = Long.MIN_VALUE;

  static final String EXPECTED = "a timestamp such as 2026-01-31T12:00:00Z";

  /** How long the text is that has milliseconds. */
  static final int MILLIS = 24;

  private static final long MICROS = 1_000_000L;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The three words of a text with zeros for digits, and what makes the high bit of others. */
  private static final long DATE = word("0000-00-");

  private static final long TIME = word("00T00:00");
  private static final long REST = word(":00.000Z");
  private static final long DATE_LIMIT = limit("0000-00-");
  private static final long TIME_LIMIT = limit("00T00:00");
  private static final long REST_LIMIT = limit(":00.000Z");

  /** The first instant of year 0, and the first behind year 9999, in seconds. */
  private static final long FIRST = -62_167_219_200L;

  private static final long LAST = 253_402_300_800L;

  private TimestampText() {}

  private static long word(String text) {
    return (long) LONGS.get(text.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  /** Per byte, what added to a value over 9 (where only zero is right, over 0) is 128 or more. */
  private static long limit(String text) {
    long limit = 0;
    for (int i = 0; i < 8; i++) {
      limit |= (text.charAt(i) == '0' ? 0x76L : 0x7fL) << (8 * i);
    }
    return limit;
  }

  /**
   * {@code 2026-01-31T12:00:00.123Z}: {@code T} or a space; seconds and fraction may be missing; up
   * to 9 digits of fraction, cut to 6; {@code Z}, {@code +01:00}, {@code +0100} or {@code +01}.
   */
  static long parse(byte[] bytes, int from, int to) {
    long micros = to - from == MILLIS ? parseMillis(bytes, from) : INVALID;
    return micros == INVALID ? parseAny(bytes, from, to) : micros;
  }

  /** Only {@code 2026-01-31T12:00:00.123Z}, the form that most writers use, in three words. */
  static long parseMillis(byte[] bytes, int from) {
    long date = (long) LONGS.get(bytes, from) ^ DATE;
    long time = (long) LONGS.get(bytes, from + 8) ^ TIME;
    long rest = (long) LONGS.get(bytes, from + 16) ^ REST;
    // Where a digit was, its value is left, and zero where another character was.
    long wrong =
        (date | (date + DATE_LIMIT) | time | (time + TIME_LIMIT) | rest | (rest + REST_LIMIT))
            & 0x8080808080808080L;
    if (wrong != 0) {
      return INVALID;
    }
    int year = digits(date, 0) * 100 + digits(date, 2);
    int month = digits(date, 5);
    int day = digits(time, 0);
    int hour = digits(time, 3);
    int minute = digits(time, 6);
    int second = digits(rest, 1);
    if (month < 1
        || month > 12
        || day < 1
        || day > daysOf(year, month)
        || hour > 23
        || minute > 59
        || second > 59) {
      return INVALID;
    }
    int millis = digits(rest, 4) * 10 + (int) (rest >>> 48 & 0xf);
    int secondOfDay = hour * 3600 + minute * 60 + second;
    return (daysSinceEpoch(year, month, day) * 86_400L + secondOfDay) * MICROS + millis * 1000L;
  }

  /** The number that two bytes of a word are. */
  private static int digits(long word, int at) {
    int pair = (int) (word >>> (8 * at));
    return (pair & 0xf) * 10 + (pair >>> 8 & 0xf);
  }

  private static long parseAny(byte[] bytes, int from, int to) {
    if (to - from < 17 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return INVALID;
    }
    int year = two(bytes, from) * 100 + two(bytes, from + 2);
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    byte separator = bytes[from + 10];
    int hour = two(bytes, from + 11);
    int minute = two(bytes, from + 14);
    if (year < 0
        || two(bytes, from + 2) < 0
        || month < 1
        || month > 12
        || day < 1
        || day > daysOf(year, month)
        || (separator != 'T' && separator != ' ' && separator != 't')
        || hour < 0
        || hour > 23
        || bytes[from + 13] != ':'
        || minute < 0
        || minute > 59) {
      return INVALID;
    }
    int at = from + 16;
    int second = 0;
    long micros = 0;
    if (bytes[at] == ':') {
      second = at + 3 <= to ? two(bytes, at + 1) : -1;
      if (second < 0 || second > 59) {
        return INVALID;
      }
      at += 3;
      if (at < to && bytes[at] == '.') {
        int digits = 0;
        at++;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
          if (digits++ < 6) {
            micros = micros * 10 + (bytes[at] - '0');
          }
          at++;
        }
        if (digits == 0 || digits > 9) {
          return INVALID;
        }
        for (int i = digits; i < 6; i++) {
          micros *= 10;
        }
      }
    }
    int offset = offsetMinutes(bytes, at, to);
    if (offset == Integer.MIN_VALUE) {
      return INVALID;
    }
    long seconds =
        daysSinceEpoch(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
    return (seconds - offset * 60L) * MICROS + micros;
  }

  private static int offsetMinutes(byte[] bytes, int at, int to) {
    int length = to - at;
    if (length == 1 && (bytes[at] | 0x20) == 'z') {
      return 0;
    }
    if (length < 3 || (bytes[at] != '+' && bytes[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = two(bytes, at + 1);
    int minutes =
        switch (length) {
          case 3 -> 0;
          case 5 -> two(bytes, at + 3);
          case 6 -> bytes[at + 3] == ':' ? two(bytes, at + 4) : -1;
          default -> -1;
        };
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int offset = hours * 60 + minutes;
    return bytes[at] == '-' ? -offset : offset;
  }

  /** Two digits, or less than -1000 (so that sums stay negative) if they are none. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1000 : tens * 10 + ones;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int daysSinceEpoch(int year, int month, int day) {
    int before = year + 399; // With 400 years more, or 146,097 days, nothing is negative.
    int days = before * 365 + before / 4 - before / 100 + before / 400;
    days += DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
    return days - 146_097 - 719_162;
  }

  /** How many bytes {@link #format} needs at most. */
  static final int MAX_LENGTH = 40;

  /**
   * Writes {@code 2026-01-31T12:00:00Z}, with 3 or 6 digits of fraction if there is one.
   *
   * @return the index behind the text
   */
  static int format(long micros, byte[] out, int from) {
    long seconds = Math.floorDiv(micros, MICROS);
    int fraction = (int) Math.floorMod(micros, MICROS);
    if (seconds < FIRST || seconds >= LAST) {
      byte[] text =
          Instant.ofEpochSecond(seconds, fraction * 1000L)
              .toString()
              .getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(text, 0, out, from, text.length);
      return from + text.length;
    }
    int secondOfDay = (int) Math.floorMod(seconds, 86_400L);
    // Days to year, month and day: Howard Hinnant's civil_from_days, years starting in March.
    long shifted = Math.floorDiv(seconds, 86_400L) + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shiftedMonth = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    put(out, from, year / 100);
    put(out, from + 2, year % 100);
    out[from + 4] = '-';
    put(out, from + 5, month);
    out[from + 7] = '-';
    put(out, from + 8, day);
    out[from + 10] = 'T';
    put(out, from + 11, secondOfDay / 3600);
    out[from + 13] = ':';
    put(out, from + 14, secondOfDay / 60 % 60);
    out[from + 16] = ':';
    put(out, from + 17, secondOfDay % 60);
    int at = from + 19;
    if (fraction != 0) {
      out[at] = '.';
      put(out, at + 1, fraction / 10_000);
      put(out, at + 3, fraction / 100 % 100);
      put(out, at + 5, fraction % 100);
      at += fraction % 1000 == 0 ? 4 : 7;
    }
    out[at] = 'Z';
    return at + 1;
  }

  private static void put(byte[] out, int at, int twoDigits) {
    out[at] = (byte) ('0' + twoDigits / 10);
    out[at + 1] = (byte) ('0' + twoDigits % 10);
  }
}
