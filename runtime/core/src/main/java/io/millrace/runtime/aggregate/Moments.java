package io.millrace.runtime.aggregate;

/**
 * Variances from the sum of squared differences from the mean. Where there are too few numbers, the
 * result is 0, which stands for an absent number.
 */
public final class Moments {
  private Moments() {}

  /** The variance of a sample. */
  public static double sampleVariance(double squares, long count) {
    return count < 2 ? 0.0 : squares / (count - 1);
  }

  /** The standard deviation of a sample. */
  public static double sampleDeviation(double squares, long count) {
    return Math.sqrt(sampleVariance(squares, count));
  }

  /** The variance of all numbers that there are. */
  public static double variance(double squares, long count) {
    return count == 0 ? 0.0 : squares / count;
  }

  /** The standard deviation of all numbers that there are. */
  public static double deviation(double squares, long count) {
    return Math.sqrt(variance(squares, count));
  }
}
