package io.millrace.runtime.expr;

/** Exact comparisons of ints with doubles; with NaN all of them are false. */
public final class MixedOps {
  private static final double LIMIT = 0x1p63;

  private MixedOps() {}

  public static boolean equal(long a, double b) {
    return !Double.isNaN(b) && compare(a, b) == 0;
  }

  public static boolean less(long a, double b) {
    return !Double.isNaN(b) && compare(a, b) < 0;
  }

  public static boolean lessOrEqual(long a, double b) {
    return !Double.isNaN(b) && compare(a, b) <= 0;
  }

  public static boolean greater(long a, double b) {
    return !Double.isNaN(b) && compare(a, b) > 0;
  }

  public static boolean greaterOrEqual(long a, double b) {
    return !Double.isNaN(b) && compare(a, b) >= 0;
  }

  private static int compare(long a, double b) {
    if (b >= LIMIT) {
      return -1;
    }
    if (b < -LIMIT) {
      return 1;
    }
    long whole = (long) b;
    int byWhole = Long.compare(a, whole);
    if (byWhole != 0) {
      return byWhole;
    }
    double fraction = b - whole;
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
  }
}
