package io.millrace.runtime.window;

import org.apache.flink.util.Collector;

/** Aggregates what was aggregated in parts, by merging. */
final class PartialAggregator<K, ACC, OUT> extends Aggregator<K, Partial<K, ACC>, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  private final Aggregator<K, ?, ACC, OUT> aggregator;

  PartialAggregator(Aggregator<K, ?, ACC, OUT> aggregator) {
    this.aggregator = aggregator;
  }

  @Override
  public ACC createAccumulator() {
    return aggregator.createAccumulator();
  }

  @Override
  public void add(ACC accumulator, Partial<K, ACC> partial, long timestamp) {
    aggregator.merge(accumulator, partial.accumulator());
  }

  @Override
  public void merge(ACC into, ACC from) {
    aggregator.merge(into, from);
  }

  @Override
  public boolean mergesInAnyOrder() {
    return true; // Otherwise there would be no parts: they come as subtasks pass them on.
  }

  @Override
  public boolean isComplete(ACC accumulator) {
    return aggregator.isComplete(accumulator);
  }

  @Override
  public long rows(Partial<K, ACC> partial) {
    return partial.rows();
  }

  @Override
  public void emit(K key, long windowStart, long windowEnd, ACC accumulator, Collector<OUT> out) {
    aggregator.emit(key, windowStart, windowEnd, accumulator, out);
  }
}
