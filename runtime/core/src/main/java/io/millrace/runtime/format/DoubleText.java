package io.millrace.runtime.format;

/** Finite doubles as the shortest decimal that reads back as the same double. */
final class DoubleText {
  /** How many bytes {@link #format} needs at most. */
  static final int MAX_LENGTH = 26;

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

  private final DoubleToDecimal decimal = new DoubleToDecimal();

  /**
   * Writes a finite double as {@code Double.toString} does since JDK 19: {@code 1.0}, {@code
   * 0.001}, {@code 1.0E7}.
   *
   * @return the index behind it
   */
  int format(double value, byte[] out, int from) {
    int at = from;
    double absolute = Math.abs(value);
    if (Double.doubleToRawLongBits(value) < 0) {
      out[at++] = '-';
    }
    if (absolute == 0) {
      return fixed(0, 1, out, at);
    }
    if (absolute >= 1e-3 && absolute < 1e7) {
      // Most numbers that people write have few digits: find them without 128-bit arithmetic.
      for (int digits = 0; digits < POWERS_OF_TEN.length; digits++) {
        long power = POWERS_OF_TEN[digits];
        long scaled = Math.round(absolute * power);
        if ((double) scaled / power == absolute) {
          return digits == 0 ? fixed(scaled * 10, 1, out, at) : fixed(scaled, digits, out, at);
        }
      }
    }
    decimal.convert(absolute);
    long digits = decimal.digits();
    int exponent = decimal.exponent();
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    if (absolute >= 1e-3 && absolute < 1e7) {
      return exponent >= 0
          ? fixed(digits * power(exponent + 1), 1, out, at)
          : fixed(digits, -exponent, out, at);
    }
    int length = DigitText.length(digits);
    exponent += length - 1;
    at = length == 1 ? fixed(digits * 10, 1, out, at) : fixed(digits, length - 1, out, at);
    out[at++] = 'E';
    return DigitText.format(exponent, out, at);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** Writes {@code digits} with the last {@code places} of them behind the point. */
  private static int fixed(long digits, int places, byte[] out, int from) {
    int length = Math.max(DigitText.length(digits), places + 1);
    long rest = digits;
    int end = from + length + 1;
    int point = end - places - 1;
    for (int i = end - 1; i > point; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out[point] = '.';
    for (int i = point - 1; i >= from; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return end;
  }
}
