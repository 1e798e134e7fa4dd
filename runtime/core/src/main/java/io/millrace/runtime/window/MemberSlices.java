package io.millrace.runtime.window;

import java.util.List;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The slices of one of several aggregates, as far as one subtask has them. */
final class MemberSlices<K, IN, KI, ACC> {
  private final List<AlignedWindows> onlyWindows;
  private final Aggregator<KI, IN, ACC, ?> aggregator;
  private final SliceTaker<K, Object, KI, ACC> taker;
  private final int accumulator;
  private final @Nullable OutputTag<Partial<KI, ACC>> tag;
  private final Output<StreamRecord<Partial<KI, ACC>>> output;
  private final Cells cells;
  private final PartialBuffer<KI, ACC> buffer;

  /**
   * None yet.
   *
   * @param accumulator the place, among those that are filled, of the one that it takes from
   */
  @SuppressWarnings("unchecked") // A taker takes what its filler fills; a tag has its own type.
  MemberSlices(SliceMember<K, IN, KI, ACC> member, int accumulator, Output<?> output) {
    this.onlyWindows = List.of(member.windows());
    this.aggregator = member.aggregator();
    this.taker = (SliceTaker<K, Object, KI, ACC>) member.taker();
    this.accumulator = accumulator;
    this.tag = member.output();
    this.output = (Output<StreamRecord<Partial<KI, ACC>>>) output;
    this.cells = new Cells(onlyWindows);
    this.buffer = new PartialBuffer<>(aggregator::createAccumulator);
  }

  int size() {
    return buffer.size();
  }

  ACC createAccumulator() {
    return aggregator.createAccumulator();
  }

  /** Adds a row to an accumulator that this member made. */
  @SuppressWarnings("unchecked")
  void fill(Object filled, IN row, long time) {
    aggregator.add((ACC) filled, row, time);
  }

  /** Emits a row by itself. */
  void pass(K key, IN row, long time) {
    ACC alone = aggregator.createAccumulator();
    aggregator.add(alone, row, time);
    emit(taker.key(key), sliceOf(time), 1, alone);
  }

  /** Adds a row to its slice. */
  void add(K key, IN row, long time) {
    PartialBuffer.Open<ACC> open = buffer.of(sliceOf(time), taker.key(key));
    aggregator.add(open.accumulator, row, time);
    open.rows++;
  }

  /** Adds what a cell has to the slice that it is in. */
  void take(long cell, K key, PartialBuffer.Open<Object[]> result) {
    PartialBuffer.Open<ACC> open = buffer.of(sliceOf(cell - 1), taker.key(key));
    taker.take(open.accumulator, result.accumulator[accumulator]);
    open.rows += result.rows;
  }

  /** Emits the slices of which a window has ended. */
  void emitEnded(long reached) {
    buffer.takeEnded(onlyWindows, reached, this::emit);
  }

  void emitAll() {
    buffer.take(this::emit);
  }

  private long sliceOf(long time) {
    if (!cells.find(time)) {
      throw new IllegalStateException("no window at " + time);
    }
    return cells.end();
  }

  private void emit(long slice, KI key, PartialBuffer.Open<ACC> result) {
    emit(key, slice, result.rows, result.accumulator);
  }

  private void emit(KI key, long slice, long rows, ACC partial) {
    StreamRecord<Partial<KI, ACC>> record = Partial.record(key, slice, rows, partial);
    if (tag == null) {
      output.collect(record);
    } else {
      output.collect(tag, record);
    }
  }
}
