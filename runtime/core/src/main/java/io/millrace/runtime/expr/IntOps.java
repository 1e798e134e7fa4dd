package io.millrace.runtime.expr;

/** Arithmetic of 64-bit integers in which overflow is an error. */
public final class IntOps {
  /** 2^63, the first double above all ints. */
  private static final double LIMIT = 0x1p63;

  private IntOps() {}

  public static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow(a + " + " + b);
    }
    return sum;
  }

  public static long subtract(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw overflow(a + " - " + b);
    }
    return difference;
  }

  public static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high != low >> 63) {
      throw overflow(a + " * " + b);
    }
    return low;
  }

  public static long divide(long a, long b) {
    if (b == 0) {
      throw new ExpressionException("division by zero: " + a + " / 0");
    }
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow(a + " / -1");
    }
    return a / b;
  }

  public static long remainder(long a, long b) {
    if (b == 0) {
      throw new ExpressionException("division by zero: " + a + " % 0");
    }
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow(a + " % -1");
    }
    return a % b;
  }

  public static long negate(long a) {
    if (a == Long.MIN_VALUE) {
      throw overflow("-(" + a + ")");
    }
    return -a;
  }

  public static long abs(long a) {
    return a < 0 ? negate(a) : a;
  }

  /** Drops the fraction; what lies outside of the 64-bit range is an error. */
  public static long fromDouble(double value) {
    if (value > -LIMIT && value < LIMIT) {
      return (long) value;
    }
    throw new ExpressionException("not in the range of int: " + value);
  }

  /** Reads decimal digits with an optional minus. */
  public static long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ExpressionException("not an int: " + ValueOps.excerpt(text));
    }
  }

  /** Shifts left; 64 and more give 0, and a negative distance is an error. */
  public static long shiftLeft(long value, long distance) {
    checkDistance(distance);
    return distance > 63 ? 0 : value << distance;
  }

  /** Shifts right and fills with zeros; 64 and more give 0, a negative distance is an error. */
  public static long shiftRight(long value, long distance) {
    checkDistance(distance);
    return distance > 63 ? 0 : value >>> distance;
  }

  private static void checkDistance(long distance) {
    if (distance < 0) {
      throw new ExpressionException("negative shift distance: " + distance);
    }
  }

  private static ExpressionException overflow(String operation) {
    return new ExpressionException("int overflow: " + operation);
  }
}
