package io.millrace.runtime.function;

import io.millrace.runtime.window.Aggregator;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.util.Collector;

/**
 * Runs a Flink {@link AggregateFunction} in the window operators, which add to accumulators in
 * place.
 *
 * @param <K> the key
 * @param <IN> the input row
 * @param <ACC> the function's accumulator, which nobody changes in place
 * @param <OUT> the output row
 */
public final class FunctionAggregator<K, IN, ACC, OUT> extends Aggregator<K, IN, Held<ACC>, OUT> {
  private static final long serialVersionUID = 1L;

  private final AggregateFunction<IN, ACC, OUT> function;

  /** Runs a function. */
  public FunctionAggregator(AggregateFunction<IN, ACC, OUT> function) {
    this.function = function;
  }

  @Override
  public Held<ACC> createAccumulator() {
    return new Held<>(function.createAccumulator());
  }

  @Override
  public void add(Held<ACC> accumulator, IN row, long timestamp) {
    accumulator.replace(function.add(row, accumulator.value()));
  }

  @Override
  public void merge(Held<ACC> into, Held<ACC> from) {
    into.replace(function.merge(into.value(), from.value()));
  }

  @Override
  public void emit(
      K key, long windowStart, long windowEnd, Held<ACC> accumulator, Collector<OUT> out) {
    out.collect(function.getResult(accumulator.value()));
  }
}
