package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;

/** Whole and decimal numbers as digits. */
final class DigitText {
  static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private static final byte[] SMALLEST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.ISO_8859_1);

  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private DigitText() {}

  /**
   * Writes a number of at most 20 bytes.
   *
   * @return the index behind it
   */
  static int format(long value, byte[] out, int from) {
    if (value == Long.MIN_VALUE) {
      System.arraycopy(SMALLEST, 0, out, from, SMALLEST.length);
      return from + SMALLEST.length;
    }
    int at = from;
    long rest = value;
    if (rest < 0) {
      out[at++] = '-';
      rest = -rest;
    }
    int end = at + length(rest);
    int i = end;
    while (rest >= 100) {
      long hundreds = rest / 100;
      int pair = (int) (rest - hundreds * 100);
      out[--i] = (byte) ('0' + pair % 10);
      out[--i] = (byte) ('0' + pair / 10);
      rest = hundreds;
    }
    if (rest >= 10) {
      out[--i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out[--i] = (byte) ('0' + rest);
    return end;
  }

  /** How many digits a number has that is not negative. */
  static int length(long value) {
    // 1233 / 2^12 is log10(2): the result is right, or one too small.
    int length = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12;
    return length < 19 && value >= POWERS_OF_TEN[length] ? length + 1 : Math.max(length, 1);
  }

  /** Writes millionths as a decimal number without trailing zeros. */
  static int formatMicros(long micros, byte[] out, int from) {
    long whole = micros / 1_000_000L;
    int fraction = (int) Math.abs(micros % 1_000_000L);
    int at = from;
    if (micros < 0 && whole == 0) {
      out[at++] = '-';
    }
    at = format(whole, out, at);
    if (fraction != 0) {
      out[at] = '.';
      for (int i = 6; i > 0; i--) {
        out[at + i] = (byte) ('0' + fraction % 10);
        fraction /= 10;
      }
      at += 7;
      while (out[at - 1] == '0') {
        at--;
      }
    }
    return at;
  }
}
