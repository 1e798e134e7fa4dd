package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates per key and window with one accumulator a slice: a row is added once, however many
 * windows overlap. A window's slices are merged, in the order of time, when it ends; if they are
 * many, with {@link SlidingSums}.
 *
 * <p>Every live slice has a timer at the end of its first window that had no result yet. A window
 * that fires passes the timer on to the next window if a slice of it lives on.
 *
 * <p>A row that comes after windows had their result but within the allowed lateness makes exactly
 * these of its windows emit again, each with all its rows.
 *
 * <p>The shape of the windows is part of the state's name: a job that is restarted from a savepoint
 * with another size, step or offset starts with empty windows.
 */
final class SliceWindowOperator<K, IN, ACC, OUT> extends WindowAggregateOperator<K, IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  private final AlignedWindows windows;

  /** Accumulators by the end of their slice. */
  private transient MapState<Long, ACC> slices;

  /** Ends of slices that got rows since the last early result. */
  private transient @Nullable MapState<Long, Boolean> changed;

  /** Null if slices have to be merged in the order of time, or windows have several results. */
  private transient @Nullable WindowSums<ACC> sums;

  SliceWindowOperator(AlignedWindows windows, WindowParts<K, IN, ACC, OUT> parts) {
    super(windows, parts);
    this.windows = windows;
  }

  @Override
  void openState(TypeSerializer<ACC> accumulators) throws Exception {
    slices = ofSlices("slices-", accumulators);
    boolean once = latenessMillis == 0 && timing.earlyMillis() == 0 && !timing.processingTime();
    if (once && !windows.tumbling() && aggregator.mergesInAnyOrder()) {
      sums = new WindowSums<>(aggregator, accumulators.duplicate());
    }
    if (timing.earlyMillis() > 0) {
      changed = ofSlices("changed-", BooleanSerializer.INSTANCE);
    }
  }

  private <V> MapState<Long, V> ofSlices(String name, TypeSerializer<V> values) {
    return map(name + windows.shape(), LongSerializer.INSTANCE, values, Long::longValue);
  }

  @Override
  boolean add(IN row, long rowTime, long time, long reached) throws Exception {
    long slice = windows.sliceEnd(time);
    if (slice == AlignedWindows.NO_SLICE) {
      return true;
    }
    long lastEnd = windows.lastWindowEnd(slice);
    if (Windows.expiry(lastEnd, latenessMillis) <= reached) {
      return false;
    }
    ACC accumulator = slices.get(slice);
    boolean fresh = accumulator == null;
    if (fresh) {
      accumulator = aggregator.createAccumulator();
    }
    aggregator.add(accumulator, row, rowTime);
    slices.put(slice, accumulator);

    long end = windows.firstWindowEnd(slice);
    if (sums != null && end - 1 <= reached) {
      sums.remove(getCurrentKey());
    }
    for (; end <= lastEnd && end - 1 <= reached; end = windows.nextWindowEnd(end)) {
      if (Windows.expiry(end, latenessMillis) > reached) {
        fire(end, false);
      }
    }
    if (fresh && end <= lastEnd) {
      callAt(WINDOW_END, end - 1);
    } else if (fresh) {
      callAt(EXPIRY, Windows.expiry(lastEnd, latenessMillis));
    }
    if (changed != null && end <= lastEnd) {
      if (changed.isEmpty()) {
        callEarly(time);
      }
      changed.put(slice, true);
    }
    return true;
  }

  @Override
  void early() throws Exception {
    if (changed == null) {
      return; // Left over from before the job was restarted without early results.
    }
    long reached = reached();
    Set<Long> ends = new TreeSet<>();
    for (long slice : changed.keys()) {
      long lastEnd = windows.lastWindowEnd(slice);
      long end = windows.windowEndBehind(windows.firstWindowEnd(slice), reached + 1);
      for (; end <= lastEnd; end = windows.nextWindowEnd(end)) {
        ends.add(end);
      }
    }
    changed.clear();
    for (long end : ends) {
      fire(end, false);
    }
  }

  @Override
  void reach(long time) throws Exception {
    long end = time + 1;
    if (!windows.isWindowEnd(end)) {
      return; // Left over from before the job was restarted with windows of another shape.
    }
    if (windows.tumbling() && latenessMillis == 0) {
      ACC accumulator = slices.get(end);
      if (accumulator != null) {
        slices.remove(end);
        if (changed != null) {
          changed.remove(end);
        }
        emit(windows.windowStart(end), end, accumulator, true);
      }
      return;
    }
    SlidingSums<ACC> summed = sums == null ? null : sums.get(getCurrentKey());
    if (summed != null) {
      slide(summed, end);
      return;
    }
    long next = windows.nextWindowEnd(end);
    boolean living = false;
    boolean ending = false;
    SortedMap<Long, ACC> live = fire(end, latenessMillis == 0);
    for (long slice : live.keySet()) {
      if (windows.lastWindowEnd(slice) >= next) {
        living = true;
      } else if (latenessMillis == 0) {
        slices.remove(slice);
        if (changed != null) {
          changed.remove(slice);
        }
      } else {
        ending = true;
      }
    }
    if (living) {
      callAt(WINDOW_END, next - 1);
      if (sums != null) {
        sums.start(getCurrentKey(), live.tailMap(windows.windowStart(next) + 1), end);
      }
    }
    if (ending) {
      callAt(EXPIRY, Windows.expiry(end, latenessMillis));
    }
  }

  /** Emits the window with this end, of which all but what is new is summed up. */
  private void slide(SlidingSums<ACC> summed, long end) throws Exception {
    int before = summed.size();
    long slice = windows.sliceEnd(summed.reached());
    for (; slice <= end; slice = windows.sliceEnd(slice)) {
      ACC accumulator = slices.get(slice);
      if (accumulator != null) {
        summed.append(slice, accumulator);
      }
    }
    summed.reach(end);
    emit(windows.windowStart(end), end, summed.sum(), true);
    long next = windows.nextWindowEnd(end);
    List<Long> gone = new ArrayList<>(2);
    summed.dropUpTo(windows.windowStart(next), gone::add);
    for (long each : gone) {
      slices.remove(each);
    }
    if (sums != null) {
      sums.changed(getCurrentKey(), summed, before);
    }
    if (!summed.isEmpty()) {
      callAt(WINDOW_END, next - 1);
    }
  }

  @Override
  void expire(long time) throws Exception {
    List<Long> expired = new ArrayList<>();
    for (long slice : slices.keys()) {
      long lastEnd = windows.lastWindowEnd(slice);
      long expiry = Windows.expiry(lastEnd, latenessMillis);
      if (expiry <= time) {
        expired.add(slice);
      } else if (lastEnd - 1 <= time) {
        callAt(EXPIRY, expiry); // The allowed lateness became longer with a restart.
      }
    }
    for (long slice : expired) {
      slices.remove(slice);
    }
    forget(window -> Windows.expiry(window.getEnd(), latenessMillis) <= time);
  }

  @Override
  void finish(long time) throws Exception {
    TreeMap<Long, ACC> live = new TreeMap<>();
    TreeSet<Long> ends = new TreeSet<>();
    for (Map.Entry<Long, ACC> slice : slices.entries()) {
      live.put(slice.getKey(), slice.getValue());
      long end = windows.firstWindowEnd(slice.getKey());
      // Windows that ended before had their result.
      addIfIn(slice.getKey(), windows.windowEndBehind(end, time), ends);
    }
    slices.clear();
    if (changed != null) {
      changed.clear();
    }
    if (sums != null) {
      sums.remove(getCurrentKey());
      slideAll(live, ends);
      return;
    }
    for (Long end = ends.pollFirst(); end != null; end = ends.pollFirst()) {
      SortedMap<Long, ACC> inside = live.subMap(windows.windowStart(end), false, end, true);
      emitMerged(end, inside, true);
      addIfIn(inside.lastKey(), windows.nextWindowEnd(end), ends);
    }
    forget(window -> true);
  }

  /** Emits all windows that slices are in, from the first of some ends on. */
  private void slideAll(SortedMap<Long, ACC> live, NavigableSet<Long> ends) throws Exception {
    SlidingSums<ACC> summed = new SlidingSums<>(aggregator);
    Iterator<Map.Entry<Long, ACC>> slice = live.entrySet().iterator();
    Map.Entry<Long, ACC> following = slice.hasNext() ? slice.next() : null;
    for (Long end = ends.pollFirst(); end != null; end = ends.pollFirst()) {
      for (; following != null && following.getKey() <= end; following = nextOf(slice)) {
        summed.append(following.getKey(), following.getValue());
      }
      summed.dropUpTo(windows.windowStart(end), dropped -> {});
      emit(windows.windowStart(end), end, summed.sum(), true);
      addIfIn(summed.last(), windows.nextWindowEnd(end), ends);
    }
  }

  private static <T> @Nullable T nextOf(Iterator<T> rest) {
    return rest.hasNext() ? rest.next() : null;
  }

  private void addIfIn(long slice, long end, Set<Long> ends) {
    if (end <= windows.lastWindowEnd(slice)) {
      ends.add(end);
    }
  }

  /** Emits the result of the current key's window with this end, and gives its slices. */
  private SortedMap<Long, ACC> fire(long end, boolean last) throws Exception {
    SortedMap<Long, ACC> live = slicesOf(end);
    emitMerged(end, live, last);
    return live;
  }

  private void emitMerged(long end, SortedMap<Long, ACC> live, boolean last) throws Exception {
    if (live.size() == 1) {
      emit(windows.windowStart(end), end, live.get(live.firstKey()), last);
    } else if (!live.isEmpty()) {
      ACC merged = aggregator.createAccumulator();
      for (ACC accumulator : live.values()) {
        aggregator.merge(merged, accumulator);
      }
      emit(windows.windowStart(end), end, merged, last);
    }
  }

  /** The current key's live slices in the window with this end, in the order of time. */
  private SortedMap<Long, ACC> slicesOf(long end) throws Exception {
    long start = windows.windowStart(end);
    SortedMap<Long, ACC> live = new TreeMap<>();
    for (Map.Entry<Long, ACC> slice : slices.entries()) {
      long sliceEnd = slice.getKey();
      if (start < sliceEnd && sliceEnd <= end) {
        live.put(sliceEnd, slice.getValue());
      }
    }
    return live;
  }
}
