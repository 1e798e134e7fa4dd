package io.millrace.runtime.window;

import java.io.Serializable;

/**
 * The generated part of a running aggregate: how rows enter an accumulator, and the row that comes
 * out. Implements {@link Having} as well if the node has a condition on its results.
 *
 * @param <K> the key
 * @param <IN> the input row
 * @param <ACC> a mutable accumulator
 * @param <OUT> the output row, which carries its kind of change
 */
public abstract class RunningAggregator<K, IN, ACC, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The expression that is being evaluated, and where it stands; noted only with a policy. */
  protected transient String at = "";

  /** The expression that was evaluated last. */
  public final String at() {
    return at;
  }

  public abstract ACC createAccumulator();

  /**
   * Adds a row to an accumulator in place. Where rows for which an expression has no value do not
   * fail the job, it is as it was when an {@code ExpressionException} is thrown.
   *
   * @param timestamp the row's event time in epoch milliseconds, which orders first and last
   *     values; {@link Long#MIN_VALUE} if it has none
   */
  public abstract void add(ACC accumulator, IN row, long timestamp);

  /**
   * The result as a row, which shares nothing mutable with the accumulator.
   *
   * @param changeKind one of the constants of {@link io.millrace.runtime.record.Change}
   */
  public abstract OUT result(K key, ACC accumulator, byte changeKind);
}
