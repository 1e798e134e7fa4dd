package io.millrace.local.testing;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.window.UpdatingAggregator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An aggregate of updating windows that tells whether its results pass their condition. */
final class ListeningUpdatingAggregator extends UpdatingAggregator<Object, Object, Object, Change> {
  private static final long serialVersionUID = 1L;

  private final UpdatingAggregator<Object, Object, Object, Change> generated;
  private final transient Consumer<Boolean> heard;

  @SuppressWarnings("unchecked") // The operator passes what the generated part takes.
  ListeningUpdatingAggregator(UpdatingAggregator<?, ?, ?, ?> generated, Consumer<Boolean> heard) {
    this.generated = (UpdatingAggregator<Object, Object, Object, Change>) generated;
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
  public @Nullable Change result(Object key, long windowStart, long windowEnd, Object accumulator) {
    Change result = generated.result(key, windowStart, windowEnd, accumulator);
    heard.accept(result != null);
    return result;
  }
}
