package io.millrace.runtime.window;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Partial results that may still grow, by slice and key. */
final class PartialBuffer<K, ACC> {
  private final Supplier<ACC> accumulators;
  private final TreeMap<Long, Map<K, Open<ACC>>> slices = new TreeMap<>();

  /** The slice that was asked for last, and its keys: the next row is mostly of the same one. */
  private long lastSlice;

  private @Nullable Map<K, Open<ACC>> lastKeys;

  private int size;

  /**
   * An empty one.
   *
   * @param accumulators where results start
   */
  PartialBuffer(Supplier<ACC> accumulators) {
    this.accumulators = accumulators;
  }

  /** A partial result. */
  static final class Open<ACC> {
    final ACC accumulator;

    /** How many rows it stands for. */
    long rows;

    private Open(ACC accumulator) {
      this.accumulator = accumulator;
    }
  }

  /** What is done with a result that grows no more. */
  interface Taking<K, ACC> {
    void take(long slice, K key, Open<ACC> result);
  }

  int size() {
    return size;
  }

  /** The result of a key and slice; a new one if there is none. */
  Open<ACC> of(long slice, K key) {
    Map<K, Open<ACC>> keys = lastKeys;
    if (keys == null || slice != lastSlice) {
      keys = slices.computeIfAbsent(slice, end -> new HashMap<>());
      lastKeys = keys;
      lastSlice = slice;
    }
    Open<ACC> open = keys.get(key);
    if (open == null) {
      open = new Open<>(accumulators.get());
      keys.put(key, open);
      size++;
    }
    return open;
  }

  /** Takes out all results, in the order of slices. */
  void take(Taking<K, ACC> taking) {
    take(slices, taking);
  }

  /** Takes out the results of slices whose first window has ended by a watermark. */
  void takeEnded(Iterable<AlignedWindows> windows, long reached, Taking<K, ACC> taking) {
    // Slices are in the order of their ends, and so are the ends of their first windows.
    long behind = Long.MAX_VALUE;
    for (long slice : slices.keySet()) {
      if (Cells.firstWindowEnd(windows, slice) - 1 > reached) {
        behind = slice;
        break;
      }
    }
    take(slices.headMap(behind), taking);
  }

  private void take(SortedMap<Long, Map<K, Open<ACC>>> taken, Taking<K, ACC> taking) {
    taken.forEach(
        (slice, keys) -> {
          keys.forEach((key, open) -> taking.take(slice, key, open));
          size -= keys.size();
        });
    taken.clear();
    lastKeys = null;
  }
}
