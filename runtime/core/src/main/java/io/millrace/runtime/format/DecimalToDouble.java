package io.millrace.runtime.format;

/**
 * The algorithm of Eisel and Lemire: a decimal of up to 19 digits to the nearest double, without
 * arithmetic of arbitrary precision. See "Number Parsing at a Gigabyte per Second" (Lemire 2021);
 * the steps and their order are those of Go's {@code strconv}.
 */
final class DecimalToDouble {
  private DecimalToDouble() {}

  /**
   * The double nearest to {@code mantissa} times ten to the {@code exponent}, ties to even; NaN if
   * this algorithm cannot tell (halfway cases, subnormals, and what overflows), and zero for zero.
   *
   * @param mantissa unsigned
   */
  static double nearest(long mantissa, int exponent) {
    if (mantissa == 0) {
      return 0;
    }
    if (exponent < PowersOfTen.MIN || exponent > PowersOfTen.MAX) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(mantissa);
    long normal = mantissa << zeros;
    // 217706 / 2^16 is log2(10), exact enough for all exponents of the table.
    long binaryExponent = ((217_706L * exponent) >> 16) + 64 + 1023 - zeros;

    long high = PowersOfTen.multiplyHigh(normal, PowersOfTen.high(exponent));
    long low = normal * PowersOfTen.high(exponent);
    if ((high & 0x1ff) == 0x1ff && Long.compareUnsigned(low + normal, normal) < 0) {
      // The bits cut from the power could carry into those that count: take 64 more of them.
      long moreHigh = PowersOfTen.multiplyHigh(normal, PowersOfTen.low(exponent));
      long moreLow = normal * PowersOfTen.low(exponent);
      long mergedLow = low + moreHigh;
      long mergedHigh = Long.compareUnsigned(mergedLow, low) < 0 ? high + 1 : high;
      if ((mergedHigh & 0x1ff) == 0x1ff
          && mergedLow == -1
          && Long.compareUnsigned(moreLow + normal, normal) < 0) {
        return Double.NaN;
      }
      high = mergedHigh;
      low = mergedLow;
    }
    long top = high >>> 63;
    long bits = high >>> (top + 9);
    binaryExponent -= 1 ^ top;
    if (low == 0 && (high & 0x1ff) == 0 && (bits & 3) == 1) {
      return Double.NaN;
    }
    bits += bits & 1;
    bits >>>= 1;
    if (bits >>> 53 > 0) {
      bits >>>= 1;
      binaryExponent++;
    }
    if (binaryExponent < 1 || binaryExponent > 0x7fe) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(binaryExponent << 52 | (bits & 0x000f_ffff_ffff_ffffL));
  }
}
