package io.millrace.runtime.window;

/**
 * The generated part of a running aggregate over rows that update: rows can be taken back.
 *
 * @param <K> the key
 * @param <IN> the input row
 * @param <ACC> a mutable accumulator
 * @param <OUT> the output row, which carries its kind of change
 */
public abstract class RetractingAggregator<K, IN, ACC, OUT>
    extends RunningAggregator<K, IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  /** Takes a row that was added before out of an accumulator. */
  public abstract void retract(ACC accumulator, IN row);

  /** How many rows are in an accumulator. */
  public abstract long rows(ACC accumulator);
}
