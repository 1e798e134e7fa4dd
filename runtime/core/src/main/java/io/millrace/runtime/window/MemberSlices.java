package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The slices of one of the aggregates of a subtask, as long as they wait. */
final class MemberSlices<K, IN, KI, ACC> {
  private final int place;
  private final AlignedWindows windows;
  private final Aggregator<KI, IN, ACC, ?> aggregator;
  private final KeySelector<K, KI> ownKey;
  private final @Nullable SliceTaker<Object, ACC> taker;
  private final @Nullable OutputTag<Partial<KI, ACC>> tag;
  private final Output<StreamRecord<Partial<KI, ACC>>> output;
  private final SliceFinder slices;

  /** Those that take from this one. */
  private final List<MemberSlices<K, IN, ?, ?>> takers = new ArrayList<>();

  /** Those that wait, by the ends of slices. */
  private final TreeMap<Long, List<OpenSlice<K, ACC>>> waiting = new TreeMap<>();

  /** The slice that was asked for last: the next one is mostly the same. */
  private long lastSlice;

  private @Nullable List<OpenSlice<K, ACC>> last;

  private int size;
  private long rows;
  private long reached = Long.MIN_VALUE;

  @SuppressWarnings("unchecked") // A taker takes what the other has; a tag has its own type.
  MemberSlices(SliceMember<K, IN, KI, ACC> member, int place, Output<?> output) {
    this.place = place;
    this.windows = member.windows();
    this.aggregator = member.aggregator();
    this.ownKey = member.key();
    this.taker = (SliceTaker<Object, ACC>) member.taker();
    this.tag = member.output();
    this.output = (Output<StreamRecord<Partial<KI, ACC>>>) output;
    this.slices = new SliceFinder(windows);
  }

  /** Lets another take from this one. */
  void feed(MemberSlices<K, IN, ?, ?> other) {
    takers.add(other);
  }

  /** How many wait. */
  int size() {
    return size;
  }

  /** How many rows those that wait stand for. */
  long rows() {
    return rows;
  }

  /** Rows whose windows may have ended go on at once from here on. */
  void reach(long watermark) {
    reached = watermark;
  }

  /** Adds a row to its slice, for this aggregate and those that take from it. */
  void add(KeySlices<K> key, IN row, long time) throws Exception {
    if (!slices.find(time)) {
      return;
    }
    if (slices.firstWindowEnd() - 1 <= reached) {
      // Behind its own watermark: the other subtasks' may be about to follow.
      pass(key.key, row, time);
      for (MemberSlices<K, IN, ?, ?> each : takers) {
        each.add(key, row, time);
      }
      return;
    }
    OpenSlice<K, ACC> open = open(key, slices.end());
    aggregator.add(open.accumulator, row, time);
    open.rows++;
    rows++;
  }

  /** Emits a row by itself. */
  void pass(K key, IN row, long time) throws Exception {
    if (slices.find(time)) {
      ACC alone = aggregator.createAccumulator();
      aggregator.add(alone, row, time);
      emit(key, slices.end(), 1, alone);
    }
  }

  /** Emits the slices of which a window has ended. */
  void emitEnded() throws Exception {
    // Slices are in the order of their ends, and so are the ends of their first windows.
    long behind = Long.MAX_VALUE;
    for (long slice : waiting.keySet()) {
      if (windows.firstWindowEnd(slice) - 1 > reached) {
        behind = slice;
        break;
      }
    }
    emit(waiting.headMap(behind), false);
  }

  /** Emits all. */
  void emitAll() throws Exception {
    emit(waiting, true);
  }

  private void emit(SortedMap<Long, List<OpenSlice<K, ACC>>> ended, boolean all) throws Exception {
    for (List<OpenSlice<K, ACC>> opens : ended.values()) {
      for (OpenSlice<K, ACC> open : opens) {
        open.key.<ACC>of(place).remove(open);
        long next = open.newer == null ? Long.MAX_VALUE : open.newer.slice;
        emit(open.key, open.slice, open.rows, open.accumulator, next, all);
        rows -= open.rows;
      }
      size -= opens.size();
    }
    ended.clear();
    last = null;
  }

  /** Emits a partial result when those that need something of it have taken it. */
  private void emit(KeySlices<K> key, long slice, long count, ACC partial, long next, boolean all)
      throws Exception {
    for (MemberSlices<K, IN, ?, ?> each : takers) {
      each.take(key, slice, count, partial, next, all);
    }
    emit(key.key, slice, count, partial);
  }

  /**
   * Takes what another aggregate has of a slice.
   *
   * @param next the key's next slice there
   * @param all whether all are about to go on
   */
  private void take(
      KeySlices<K> key, long slice, long count, Object partial, long next, boolean all)
      throws Exception {
    if (taker == null || !slices.find(slice - 1)) {
      return;
    }
    long end = slices.end();
    boolean goesOn = all || slices.firstWindowEnd() - 1 <= reached;
    if (goesOn && next > end && key.of(place).get(end) == null) {
      // Nothing else of its slice waits here or there.
      ACC alone = aggregator.createAccumulator();
      taker.take(alone, partial);
      emit(key, end, count, alone, next, all);
      return;
    }
    OpenSlice<K, ACC> open = open(key, end);
    taker.take(open.accumulator, partial);
    open.rows += count;
    rows += count;
  }

  /** What waits of a key and slice; from now on if nothing did. */
  private OpenSlice<K, ACC> open(KeySlices<K> key, long slice) {
    SliceList<K, ACC> list = key.of(place);
    OpenSlice<K, ACC> open = list.get(slice);
    if (open == null) {
      open = new OpenSlice<>(key, slice, aggregator.createAccumulator());
      list.add(open);
      listOf(slice).add(open);
      size++;
    }
    return open;
  }

  private List<OpenSlice<K, ACC>> listOf(long slice) {
    List<OpenSlice<K, ACC>> list = last;
    if (list == null || lastSlice != slice) {
      list = waiting.computeIfAbsent(slice, end -> new ArrayList<>());
      last = list;
      lastSlice = slice;
    }
    return list;
  }

  private void emit(K key, long slice, long count, ACC partial) throws Exception {
    StreamRecord<Partial<KI, ACC>> record =
        Partial.record(ownKey.getKey(key), slice, count, partial);
    if (tag == null) {
      output.collect(record);
    } else {
      output.collect(tag, record);
    }
  }
}
