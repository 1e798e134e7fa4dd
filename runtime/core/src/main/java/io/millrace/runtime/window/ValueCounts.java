package io.millrace.runtime.window;

import java.util.SortedMap;

/** Values with the number of times that they are there, in an accumulator. */
public final class ValueCounts {
  private ValueCounts() {}

  /** Adds a value once more. */
  public static <T> void add(SortedMap<T, Long> counts, T value) {
    counts.merge(value, 1L, Long::sum);
  }

  /** Takes a value back once; nothing happens if it is not there. */
  public static <T> void remove(SortedMap<T, Long> counts, T value) {
    counts.computeIfPresent(value, (key, count) -> count == 1L ? null : count - 1);
  }
}
