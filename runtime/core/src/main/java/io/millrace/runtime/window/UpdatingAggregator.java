package io.millrace.runtime.window;

import io.millrace.runtime.record.Change;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The generated part of a window whose results replace one another, because late rows or early
 * firing make it emit several times.
 *
 * @param <K> the key
 * @param <IN> the input row
 * @param <ACC> a mutable accumulator
 * @param <OUT> the output row, which carries its kind of change
 */
public abstract class UpdatingAggregator<K, IN, ACC, OUT extends Change>
    extends Aggregator<K, IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  /**
   * The result of a window as an insert, sharing nothing mutable with the accumulator; null if a
   * condition on it does not hold.
   *
   * @param windowStart first instant of the window, epoch microseconds
   * @param windowEnd first instant behind the window, epoch microseconds
   */
  public abstract @Nullable OUT result(K key, long windowStart, long windowEnd, ACC accumulator);

  @Override
  public final void emit(
      K key, long windowStart, long windowEnd, ACC accumulator, Collector<OUT> out) {
    OUT row = result(key, windowStart, windowEnd, accumulator);
    if (row != null) {
      out.collect(row);
    }
  }
}
