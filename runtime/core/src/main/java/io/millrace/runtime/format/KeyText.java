package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Reads the one field of a key that is plain text: the opposite of {@link RawText}. */
public final class KeyText {
  private KeyText() {}

  public static String readString(byte[] bytes, int offset, int length) throws DecodeException {
    String text = Utf8.text(bytes, offset, offset + length);
    if (text == null) {
      throw new DecodeException("expected UTF-8, found other bytes");
    }
    return text;
  }

  public static boolean readBool(byte[] bytes, int offset, int length) throws DecodeException {
    return switch (shown(bytes, offset, length)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected("a bool", bytes, offset, length);
    };
  }

  public static long readLong(byte[] bytes, int offset, int length) throws DecodeException {
    number("an int", bytes, offset, length);
    try {
      return NumberText.parseLong(bytes, offset, offset + length);
    } catch (ArithmeticException e) {
      throw unexpected("an int of 64 bits", bytes, offset, length);
    }
  }

  /** A decimal, rounded half up to its scale. */
  public static BigDecimal readDecimal(
      byte[] bytes, int offset, int length, int precision, int scale) throws DecodeException {
    number("a decimal", bytes, offset, length);
    try {
      return NumberText.parseDecimal(bytes, offset, offset + length, precision, scale);
    } catch (ArithmeticException e) {
      throw unexpected(
          "a decimal of " + precision + " digits, " + scale + " of them behind the point",
          bytes,
          offset,
          length);
    }
  }

  /** RFC 3339 text, as epoch microseconds. */
  public static long readTimestamp(byte[] bytes, int offset, int length) throws DecodeException {
    long micros = TimestampText.parse(bytes, offset, offset + length);
    if (micros == TimestampText.INVALID) {
      throw unexpected(TimestampText.EXPECTED, bytes, offset, length);
    }
    return micros;
  }

  /** Milliseconds since the epoch, as epoch microseconds. */
  public static long readEpochMillis(byte[] bytes, int offset, int length) throws DecodeException {
    return scaled("a number of milliseconds since 1970", 3, bytes, offset, length);
  }

  /** Seconds since the epoch, as epoch microseconds. */
  public static long readEpochSeconds(byte[] bytes, int offset, int length) throws DecodeException {
    return scaled("a number of seconds since 1970", 6, bytes, offset, length);
  }

  /** Text as {@code PT1H30M} or {@code 5400s}, in microseconds. */
  public static long readDuration(byte[] bytes, int offset, int length) throws DecodeException {
    long micros = DurationText.parse(bytes, offset, offset + length);
    if (micros == DurationText.INVALID) {
      throw unexpected(DurationText.EXPECTED, bytes, offset, length);
    }
    return micros;
  }

  private static long scaled(String expected, int digits, byte[] bytes, int offset, int length)
      throws DecodeException {
    number(expected, bytes, offset, length);
    try {
      return NumberText.parseScaled(bytes, offset, offset + length, digits);
    } catch (ArithmeticException e) {
      throw unexpected(expected, bytes, offset, length);
    }
  }

  private static void number(String expected, byte[] bytes, int offset, int length)
      throws DecodeException {
    if (length == 0 || NumberText.end(bytes, offset, offset + length) != offset + length) {
      throw unexpected(expected, bytes, offset, length);
    }
  }

  private static DecodeException unexpected(String expected, byte[] bytes, int offset, int length) {
    return new DecodeException(
        "expected " + expected + ", found `" + shown(bytes, offset, Math.min(length, 40)) + "`");
  }

  private static String shown(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
