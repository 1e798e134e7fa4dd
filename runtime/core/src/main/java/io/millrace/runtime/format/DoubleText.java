package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;

/** Finite doubles as the shortest decimal that reads back as the same double. */
final class DoubleText {
  /** How many bytes {@link #format} needs at most. */
  static final int MAX_LENGTH = 26;

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

  private DoubleText() {}

  /**
   * Writes a finite double as {@code Double.toString} does since JDK 19.
   *
   * @return the index behind it
   */
  static int format(double value, byte[] out, int from) {
    double absolute = Math.abs(value);
    if (absolute >= 1e-3 && absolute < 1e7) {
      // Most numbers that people write have few digits: find them without 128-bit arithmetic.
      for (int digits = 0; digits < POWERS_OF_TEN.length; digits++) {
        double scaled = absolute * POWERS_OF_TEN[digits];
        long whole = Math.round(scaled);
        if ((double) whole / POWERS_OF_TEN[digits] == absolute) {
          return fixed(value < 0, whole, digits, out, from);
        }
      }
    }
    byte[] text = Double.toString(value).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, out, from, text.length);
    return from + text.length;
  }

  private static int fixed(boolean negative, long whole, int digits, byte[] out, int from) {
    int at = from;
    if (negative) {
      out[at++] = '-';
    }
    long integer = whole / POWERS_OF_TEN[digits];
    long fraction = whole - integer * POWERS_OF_TEN[digits];
    at = DigitText.format(integer, out, at);
    out[at++] = '.';
    if (digits == 0) {
      out[at++] = '0';
      return at;
    }
    for (int i = digits - 1; i >= 0; i--) {
      out[at + i] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
    return at + digits;
  }
}
