package io.millrace.runtime.format;

import java.math.BigInteger;

/**
 * Powers of ten as 128-bit numbers, rounded down: for each exponent the first 128 bits of the
 * power, the highest of which is set. What conversion between doubles and decimals needs to be
 * exact and quick.
 */
final class PowersOfTen {
  static final int MIN = -348;
  static final int MAX = 347;

  private static final long[] HIGH = new long[MAX - MIN + 1];
  private static final long[] LOW = new long[MAX - MIN + 1];

  static {
    BigInteger power = BigInteger.ONE;
    for (int exponent = 0; exponent <= -MIN; exponent++) {
      if (exponent <= MAX) {
        put(exponent, power);
      }
      if (exponent > 0) {
        // 2^n divided by the power, n large enough for 128 bits of quotient.
        put(-exponent, BigInteger.ONE.shiftLeft(power.bitLength() + 128).divide(power));
      }
      power = power.multiply(BigInteger.TEN);
    }
  }

  private PowersOfTen() {}

  private static void put(int exponent, BigInteger power) {
    BigInteger bits = power.shiftRight(power.bitLength() - 128);
    HIGH[exponent - MIN] = bits.shiftRight(64).longValue();
    LOW[exponent - MIN] = bits.longValue();
  }

  /** The first 64 bits of the power. */
  static long high(int exponent) {
    return HIGH[exponent - MIN];
  }

  /** The next 64 bits of the power. */
  static long low(int exponent) {
    return LOW[exponent - MIN];
  }

  /** The high 64 bits of the product of two unsigned numbers. */
  static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
