package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link LocalWindowAggregate} for several aggregates over the same rows and key. A row is added
 * once to the cell that it falls into: the piece of time that no window of any of them cuts. When a
 * window of one of them ends, the cells in it are added to the slices of each, which wait until a
 * window of their own ends.
 *
 * <p>Where a cell has few rows of a key, it saves nothing; then rows are added to the slices
 * themselves for a while. Where slices have few rows, too, rows go on by themselves for a while.
 */
final class SharedWindowAggregate<K, IN, ACC> extends AbstractStreamOperator<Partial<K, ACC>>
    implements OneInputStreamOperator<IN, Partial<K, ACC>>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final KeySelector<IN, K> keySelector;
  private final List<SliceMember<K, IN, ?, ?>> members;
  private final int capacity;

  private transient List<AlignedWindows> windows;
  private transient Cells cells;
  private transient List<MemberSlices<K, IN, ?, ?>> slices;

  /** Those that fill accumulators, which are in this order. */
  private transient List<MemberSlices<K, IN, ?, ?>> fillers;

  private transient PartialBuffer<K, Object[]> buffer;
  private transient long rowsInBuffers;
  private transient long rowsToPass;

  private transient long rowsOfCells;
  private transient long cellsTaken;
  private transient long rowsPastCells;

  private transient long reached;

  /**
   * Creates one.
   *
   * @param capacity how many partial results of each aggregate wait at most, on average
   */
  SharedWindowAggregate(
      KeySelector<IN, K> keySelector, List<SliceMember<K, IN, ?, ?>> members, int capacity) {
    this.keySelector = keySelector;
    this.members = List.copyOf(members);
    this.capacity = capacity * members.size();
  }

  @Override
  public void open() throws Exception {
    super.open();
    windows = members.stream().<AlignedWindows>map(SliceMember::windows).toList();
    cells = new Cells(windows);
    List<Integer> filling = members.stream().map(SliceMember::filler).distinct().sorted().toList();
    slices = new ArrayList<>();
    for (SliceMember<K, IN, ?, ?> member : members) {
      slices.add(open(member, filling.indexOf(member.filler())));
    }
    fillers = new ArrayList<>();
    filling.forEach(member -> fillers.add(slices.get(member)));
    buffer = new PartialBuffer<>(this::createAccumulators);
    reached = Long.MIN_VALUE;
  }

  private <KI, A> MemberSlices<K, IN, KI, A> open(SliceMember<K, IN, KI, A> member, int place) {
    return new MemberSlices<>(member, place, output);
  }

  private Object[] createAccumulators() {
    Object[] accumulators = new Object[fillers.size()];
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = fillers.get(i).createAccumulator();
    }
    return accumulators;
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    long time = Partial.time(element, getOperatorName());
    if (!cells.find(time)) {
      return;
    }
    IN row = element.getValue();
    K key = keySelector.getKey(row);
    boolean behind = cells.firstWindowEnd() - 1 <= reached;
    if (behind || rowsToPass > 0) {
      rowsToPass = behind ? rowsToPass : rowsToPass - 1;
      for (MemberSlices<K, IN, ?, ?> each : slices) {
        each.pass(key, row, time);
      }
      return;
    }
    if (rowsPastCells > 0) {
      rowsPastCells--;
      for (MemberSlices<K, IN, ?, ?> each : slices) {
        each.add(key, row, time);
      }
    } else {
      PartialBuffer.Open<Object[]> open = buffer.of(cells.end(), key);
      for (int i = 0; i < open.accumulator.length; i++) {
        fillers.get(i).fill(open.accumulator[i], row, time);
      }
      open.rows++;
    }
    rowsInBuffers++;
    if (size() >= capacity) {
      makeRoom();
    }
  }

  private int size() {
    int size = buffer.size();
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      size += each.size();
    }
    return size;
  }

  /** What waits in cells may be a few results of slices. */
  private void makeRoom() {
    buffer.take(this::take);
    if (size() < capacity / 2) {
      return;
    }
    if (rowsInBuffers * slices.size() < (long) LocalWindowAggregate.WORTHWHILE * size()) {
      rowsToPass = (long) LocalWindowAggregate.PAUSE * capacity / slices.size();
    }
    flush();
  }

  /** Adds a cell to the slices that it is in. */
  private void take(long cell, K key, PartialBuffer.Open<Object[]> result) {
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.take(cell, key, result);
    }
    rowsOfCells += result.rows;
    cellsTaken++;
    if (cellsTaken >= capacity) {
      if (rowsOfCells < LocalWindowAggregate.WORTHWHILE * cellsTaken) {
        rowsPastCells = (long) LocalWindowAggregate.PAUSE * capacity;
      }
      rowsOfCells = 0;
      cellsTaken = 0;
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    reached = mark.getTimestamp();
    buffer.takeEnded(windows, reached, this::take);
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.emitEnded(reached);
    }
    if (size() == 0) {
      rowsInBuffers = 0;
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void flush() {
    buffer.take(this::take);
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.emitAll();
    }
    rowsInBuffers = 0;
  }
}
