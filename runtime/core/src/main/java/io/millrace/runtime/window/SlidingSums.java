package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one key's overlapping windows have, one after the other: a few merges a window, however many
 * slices it has.
 *
 * <p>Slices come behind and go in front, as in a queue of two stacks (Tangwongsan et al., General
 * incremental sliding-window aggregation): of the older half there is a sum from each slice to the
 * half's end, of the newer half one of all. When the older half is used up, the newer one becomes
 * it. Sums need accumulators that are the same in whichever order parts are merged.
 */
final class SlidingSums<ACC> {
  private final Aggregator<?, ?, ACC, ?> aggregator;

  /** Sums from a slice to the end of the older half, the first slice last. */
  private final List<Sum<ACC>> older = new ArrayList<>();

  /** The slices of the newer half. */
  private final List<Sum<ACC>> newer = new ArrayList<>();

  private @Nullable ACC ofNewer;

  /** Up to where slices were added. */
  private long reached = Long.MIN_VALUE;

  private record Sum<ACC>(long slice, ACC accumulator) {}

  SlidingSums(Aggregator<?, ?, ACC, ?> aggregator) {
    this.aggregator = aggregator;
  }

  int size() {
    return older.size() + newer.size();
  }

  boolean isEmpty() {
    return older.isEmpty() && newer.isEmpty();
  }

  /** The end of the window up to which slices were added. */
  long reached() {
    return reached;
  }

  void reach(long windowEnd) {
    reached = windowEnd;
  }

  /** Adds a slice behind all others. Its accumulator does not change any more. */
  void append(long slice, ACC accumulator) {
    newer.add(new Sum<>(slice, accumulator));
    if (!older.isEmpty()) { // Otherwise it is about to become the older half.
      if (ofNewer == null) {
        ofNewer = aggregator.createAccumulator();
      }
      aggregator.merge(ofNewer, accumulator);
    }
  }

  /** Takes out the slices that end up to a time, and says which they were. */
  void dropUpTo(long time, LongConsumer dropped) {
    while (!older.isEmpty() && older.get(older.size() - 1).slice <= time) {
      dropped.accept(older.remove(older.size() - 1).slice);
    }
    if (!older.isEmpty()) {
      return;
    }
    int gone = 0;
    while (gone < newer.size() && newer.get(gone).slice <= time) {
      dropped.accept(newer.get(gone).slice);
      gone++;
    }
    ACC behind = null;
    for (int i = newer.size() - 1; i >= gone; i--) {
      ACC sum = aggregator.createAccumulator();
      aggregator.merge(sum, newer.get(i).accumulator);
      if (behind != null) {
        aggregator.merge(sum, behind);
      }
      older.add(new Sum<>(newer.get(i).slice, sum));
      behind = sum;
    }
    newer.clear();
    ofNewer = null;
  }

  /**
   * All slices together. There are some, and {@link #dropUpTo} was called since there were none. It
   * is not to be changed.
   */
  ACC sum() {
    if (ofNewer == null) {
      return largest();
    }
    ACC sum = aggregator.createAccumulator();
    aggregator.merge(sum, largest());
    aggregator.merge(sum, ofNewer);
    return sum;
  }

  /** The sum of the older half, where there is one. */
  ACC largest() {
    return older.get(older.size() - 1).accumulator;
  }

  /** The end of the last slice. */
  long last() {
    return newer.isEmpty() ? older.get(0).slice : newer.get(newer.size() - 1).slice;
  }
}
