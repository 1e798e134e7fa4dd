package io.millrace.runtime.expr;

/** Functions of doubles that Java has not, or has otherwise. */
public final class DoubleOps {
  /** From here on every double is whole. */
  private static final double WHOLE = 0x1p52;

  private DoubleOps() {}

  /** The nearest whole number; halves go away from zero. */
  public static double round(double value) {
    if (Double.isNaN(value) || Math.abs(value) >= WHOLE) {
      return value;
    }
    double magnitude = Math.abs(value);
    double floor = Math.floor(magnitude);
    return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, value);
  }

  /** Drops the fraction. */
  public static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  /** The larger one; the first if they are equal or not comparable. */
  public static double greatest(double a, double b) {
    return b > a ? b : a;
  }

  /** The smaller one; the first if they are equal or not comparable. */
  public static double least(double a, double b) {
    return b < a ? b : a;
  }
}
