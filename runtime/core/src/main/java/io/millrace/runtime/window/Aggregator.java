package io.millrace.runtime.window;

import java.io.Serializable;
import org.apache.flink.util.Collector;

/**
 * The generated part of an aggregate node: how rows enter an accumulator, how accumulators merge,
 * and what comes out.
 *
 * @param <K> the key
 * @param <IN> the input row
 * @param <ACC> a mutable accumulator
 * @param <OUT> the output row
 */
public abstract class Aggregator<K, IN, ACC, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract ACC createAccumulator();

  /**
   * Adds a row to an accumulator in place.
   *
   * @param timestamp the row's event time in epoch milliseconds, which orders first and last
   *     values; {@link Long#MIN_VALUE} if it has none
   */
  public abstract void add(ACC accumulator, IN row, long timestamp);

  /** How many rows of the input an element stands for. */
  public long rows(IN row) {
    return 1;
  }

  /** Adds all that {@code from} holds to {@code into}; {@code from} stays as it is. */
  public abstract void merge(ACC into, ACC from);

  /**
   * Whether accumulators hold the same, to the last digit, in whichever order their parts were
   * merged. Sums of floating point numbers do not.
   */
  public boolean mergesInAnyOrder() {
    return false;
  }

  /**
   * Whether the accumulator has a value for every measure that is never absent. One that lived in a
   * savepoint before a measure was added may have none; no row comes of it.
   */
  public boolean isComplete(ACC accumulator) {
    return true;
  }

  /**
   * Emits the result of a window, or nothing if a condition on it does not hold.
   *
   * @param windowStart first instant of the window, epoch microseconds; 0 for a running aggregate
   * @param windowEnd first instant behind the window, epoch microseconds; 0 for a running aggregate
   */
  public abstract void emit(
      K key, long windowStart, long windowEnd, ACC accumulator, Collector<OUT> out);
}
