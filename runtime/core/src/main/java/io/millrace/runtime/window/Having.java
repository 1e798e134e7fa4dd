package io.millrace.runtime.window;

/** A condition on the result of a {@link RunningAggregator}. */
public interface Having<K, ACC> {
  /** Whether the result is to be seen now. */
  boolean having(K key, ACC accumulator);
}
