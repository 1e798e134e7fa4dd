package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Aggregates what one subtask reads, per key and slice, so that partial results instead of rows go
 * over the network; for one aggregate, or for several over the same rows and key.
 *
 * <p>Partial results wait on the heap, and go on ahead of a watermark by which a window of theirs
 * ends, ahead of a checkpoint's barrier, and when there are too many of them. So the operator has
 * no state of its own, and what comes behind it has the same results at the same time as if it got
 * the rows.
 *
 * <p>Of several aggregates, the slices of a key are looked up once. One whose accumulator has
 * nothing that another's has not, and whose slices are made of whole slices of the other, gets no
 * rows: it takes from those of the other when they go on.
 *
 * <p>Where keys seldom repeat this would be work for nothing: if a full buffer holds nearly as many
 * results as it took rows, each of the next rows goes on by itself, and then it tries again.
 */
final class LocalWindowAggregate<K, IN, ACC> extends AbstractStreamOperator<Partial<K, ACC>>
    implements OneInputStreamOperator<IN, Partial<K, ACC>>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Rows a result has to stand for on average. */
  private static final int WORTHWHILE = 2;

  /** How many full buffers of rows go on by themselves. */
  private static final int PAUSE = 20;

  private final KeySelector<IN, K> keySelector;
  private final List<SliceMember<K, IN, ?, ?>> members;
  private final int capacity;

  private transient List<MemberSlices<K, IN, ?, ?>> slices;

  /** Those that rows are added to. */
  private transient List<MemberSlices<K, IN, ?, ?>> filled;

  private transient Map<K, KeySlices<K>> keys;
  private transient long rowsToPass;

  /**
   * Creates one.
   *
   * @param members behind those that they take from
   * @param capacity how many partial results of each aggregate wait at most, on average
   */
  LocalWindowAggregate(
      KeySelector<IN, K> keySelector, List<SliceMember<K, IN, ?, ?>> members, int capacity) {
    this.keySelector = keySelector;
    this.members = List.copyOf(members);
    this.capacity = capacity * members.size();
  }

  @Override
  public void open() throws Exception {
    super.open();
    slices = new ArrayList<>();
    filled = new ArrayList<>();
    keys = new HashMap<>();
    for (SliceMember<K, IN, ?, ?> member : members) {
      MemberSlices<K, IN, ?, ?> each = new MemberSlices<>(member, slices.size(), output);
      slices.add(each);
      if (member.from() < 0) {
        filled.add(each);
      } else {
        slices.get(member.from()).feed(each);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    long time = Partial.time(element, getOperatorName());
    IN row = element.getValue();
    K key = keySelector.getKey(row);
    if (rowsToPass > 0) {
      rowsToPass--;
      for (MemberSlices<K, IN, ?, ?> each : slices) {
        each.pass(key, row, time);
      }
      return;
    }
    KeySlices<K> waiting = keys.get(key);
    if (waiting == null) {
      waiting = new KeySlices<>(key, members.size());
      keys.put(key, waiting);
    }
    for (MemberSlices<K, IN, ?, ?> each : filled) {
      each.add(waiting, row, time);
    }
    if (keys.size() >= capacity || size() >= capacity) {
      makeRoom();
    }
  }

  private int size() {
    int size = 0;
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      size += each.size();
    }
    return size;
  }

  private void makeRoom() throws Exception {
    int size = size();
    if (size < capacity / 2) {
      // Most have only been here.
      keys.values().removeIf(KeySlices::isEmpty);
      return;
    }
    long rows = 0;
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      rows += each.rows();
    }
    if (rows < (long) WORTHWHILE * size) {
      rowsToPass = (long) PAUSE * capacity / members.size();
    }
    flush();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.reach(mark.getTimestamp());
    }
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.emitEnded();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    flush();
  }

  @Override
  public void endInput() throws Exception {
    flush();
  }

  private void flush() throws Exception {
    for (MemberSlices<K, IN, ?, ?> each : slices) {
      each.emitAll();
    }
    keys.clear();
  }
}
