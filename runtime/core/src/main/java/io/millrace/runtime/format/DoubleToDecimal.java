package io.millrace.runtime.format;

/**
 * The algorithm Schubfach: the shortest decimal that reads back as the same double, and of several
 * the nearest. See "The Schubfach way to render doubles" (Giulietti 2021), whose names the code
 * keeps; {@code Double.toString} works this way since JDK 19, and does not before.
 */
final class DoubleToDecimal {
  private static final int Q_MIN = -1074;
  private static final long C_MIN = 1L << 52;
  private static final long MASK_63 = Long.MAX_VALUE;

  private long digits;
  private int exponent;

  /** The digits of the decimal found last, as a number. */
  long digits() {
    return digits;
  }

  /** The power of ten by which the digits are multiplied. */
  int exponent() {
    return exponent;
  }

  /** Finds the decimal of a positive finite double. */
  void convert(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (C_MIN - 1);
    int biased = (int) (bits >>> 52);
    if (biased != 0) {
      convert(Q_MIN - 1 + biased, C_MIN | fraction, 0);
    } else if (fraction < 3) {
      // The shortest decimal may have a single digit; two find the nearest.
      convert(Q_MIN, 10 * fraction, -1);
    } else {
      convert(Q_MIN, fraction, 0);
    }
  }

  private void convert(int q, long c, int dk) {
    int out = (int) c & 1;
    long cb = c << 2;
    long cbr = cb + 2;
    boolean regular = c != C_MIN || q == Q_MIN;
    long cbl = regular ? cb - 2 : cb - 1;
    int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
    int h = q + floorLog2Pow10(-k) + 2;

    // The 126 bits of 10^-k, rounded up: 63 and 63.
    long high = PowersOfTen.high(-k);
    long low = PowersOfTen.low(-k);
    long g0 = ((low >>> 2) | (high << 62)) & MASK_63;
    long g1 = high >>> 1;
    g0++;
    if (g0 < 0) {
      g0 = 0;
      g1++;
    }

    long vb = roundToOdd(g1, g0, cb << h);
    long vbl = roundToOdd(g1, g0, cbl << h);
    long vbr = roundToOdd(g1, g0, cbr << h);
    long s = vb >> 2;
    if (s >= 100) {
      // One digit less, if exactly one of the neighbours reads back as the same double.
      long sp10 = 10 * (s / 10);
      long tp10 = sp10 + 10;
      boolean upin = vbl + out <= sp10 << 2;
      boolean wpin = (tp10 << 2) + out <= vbr;
      if (upin != wpin) {
        digits = upin ? sp10 : tp10;
        exponent = k;
        return;
      }
    }
    long t = s + 1;
    boolean uin = vbl + out <= s << 2;
    boolean win = (t << 2) + out <= vbr;
    exponent = k + dk;
    if (uin != win) {
      digits = uin ? s : t;
      return;
    }
    long order = vb - ((s + t) << 1);
    digits = order < 0 || (order == 0 && (s & 1) == 0) ? s : t;
  }

  private static long roundToOdd(long g1, long g0, long cp) {
    long x1 = Math.multiplyHigh(g0, cp);
    long y0 = g1 * cp;
    long y1 = Math.multiplyHigh(g1, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (((z & MASK_63) + MASK_63) >>> 63);
  }

  /** Floor of log10(2^e). */
  static int floorLog10Pow2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  /** Floor of log10(3/4 2^e). */
  static int floorLog10ThreeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  /** Floor of log2(10^e). */
  static int floorLog2Pow10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }
}
