package io.millrace.runtime.window;

import io.millrace.runtime.state.HeapBudget;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The sums of as many keys as there is room for. Nothing of it is state: what is not here is merged
 * from slices.
 */
final class WindowSums<ACC> {
  /** Windows of fewer slices are merged as fast. */
  static final int LEAST = 8;

  /** Accumulators that are kept at most. */
  private static final int MOST = 262_144;

  private final Aggregator<?, ?, ACC, ?> aggregator;
  private final HeapBudget<ACC> budget;
  private final Map<Object, SlidingSums<ACC>> keys = new HashMap<>();
  private int size;

  WindowSums(Aggregator<?, ?, ACC, ?> aggregator, TypeSerializer<ACC> serializer) {
    this(aggregator, new HeapBudget<>(serializer, MOST));
  }

  WindowSums(Aggregator<?, ?, ACC, ?> aggregator, HeapBudget<ACC> budget) {
    this.aggregator = aggregator;
    this.budget = budget;
  }

  @Nullable SlidingSums<ACC> get(Object key) {
    return keys.get(key);
  }

  /**
   * Keeps the sums of a key from now on, if they are worth it and there is room.
   *
   * @param slices which will be in its next window, in the order of time
   * @param windowEnd the end of the window that they were in
   */
  void start(Object key, Map<Long, ACC> slices, long windowEnd) throws IOException {
    if (slices.size() < LEAST) {
      return;
    }
    for (ACC accumulator : slices.values()) {
      budget.saw(accumulator);
    }
    if (size + slices.size() > budget.limit()) {
      return; // Those that are here stay: all keys of a window come one after the other.
    }
    SlidingSums<ACC> sums = new SlidingSums<>(aggregator);
    slices.forEach(sums::append);
    sums.reach(windowEnd);
    sums.dropUpTo(Long.MIN_VALUE, slice -> {});
    keys.put(key, sums);
    size += sums.size();
  }

  /**
   * Takes note that the sums of a key have become more or fewer. They go if there are none, and if
   * they have become too many: then the key's windows are merged.
   */
  void changed(Object key, SlidingSums<ACC> sums, int before) throws IOException {
    size += sums.size() - before;
    if (!sums.isEmpty()) {
      budget.saw(sums.largest()); // Sums may be much larger than slices.
    }
    if (sums.isEmpty() || size > budget.limit()) {
      remove(key);
    }
  }

  /** Forgets the sums of a key: a slice in them has changed. */
  void remove(Object key) {
    SlidingSums<ACC> sums = keys.remove(key);
    if (sums != null) {
      size -= sums.size();
    }
  }
}
