package io.millrace.local.testing;

import io.millrace.runtime.window.Aggregator;
import java.util.function.Consumer;
import org.apache.flink.util.Collector;

/** An aggregate that tells whether its results pass their condition. */
final class ListeningAggregator extends Aggregator<Object, Object, Object, Object> {
  private static final long serialVersionUID = 1L;

  private final Aggregator<Object, Object, Object, Object> generated;
  private final transient Consumer<Boolean> heard;

  @SuppressWarnings("unchecked") // The operator passes what the generated part takes.
  ListeningAggregator(Aggregator<?, ?, ?, ?> generated, Consumer<Boolean> heard) {
    this.generated = (Aggregator<Object, Object, Object, Object>) generated;
    this.heard = heard;
  }

  @Override
  public Object createAccumulator() {
    return generated.createAccumulator();
  }

  @Override
  public void add(Object accumulator, Object row, long timestamp) {
    generated.add(accumulator, row, timestamp);
  }

  @Override
  public void merge(Object into, Object from) {
    generated.merge(into, from);
  }

  @Override
  public boolean isComplete(Object accumulator) {
    return generated.isComplete(accumulator);
  }

  @Override
  public void emit(
      Object key, long windowStart, long windowEnd, Object accumulator, Collector<Object> out) {
    boolean[] held = new boolean[1];
    generated.emit(
        key,
        windowStart,
        windowEnd,
        accumulator,
        new Collector<>() {
          @Override
          public void collect(Object row) {
            held[0] = true;
            out.collect(row);
          }

          @Override
          public void close() {
            out.close();
          }
        });
    heard.accept(held[0]);
  }
}
