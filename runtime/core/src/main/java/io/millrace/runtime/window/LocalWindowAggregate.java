package io.millrace.runtime.window;

import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Aggregates what one subtask reads, per key and slice, so that partial results instead of rows go
 * over the network.
 *
 * <p>They wait on the heap, and go on ahead of a watermark by which a window of theirs ends, ahead
 * of a checkpoint's barrier, and when there are too many of them. So the operator has no state of
 * its own, and what comes behind it has the same results at the same time as if it got the rows.
 *
 * <p>Where keys seldom repeat this would be work for nothing: if a full buffer holds nearly as many
 * results as it took rows, each of the next rows goes on by itself, and then it tries again.
 */
final class LocalWindowAggregate<K, IN, ACC> extends AbstractStreamOperator<Partial<K, ACC>>
    implements OneInputStreamOperator<IN, Partial<K, ACC>>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Rows a result has to stand for on average. */
  static final int WORTHWHILE = 2;

  /** How many full buffers of rows go on by themselves. */
  static final int PAUSE = 20;

  private final AlignedWindows windows;
  private final KeySelector<IN, K> keySelector;
  private final Aggregator<K, IN, ACC, ?> aggregator;
  private final int capacity;

  private transient Cells cells;
  private transient PartialBuffer<K, ACC> buffer;
  private transient long rowsInBuffer;
  private transient long rowsToPass;
  private transient long reached;

  /**
   * Creates one.
   *
   * @param capacity how many partial results wait at most
   */
  LocalWindowAggregate(
      AlignedWindows windows,
      KeySelector<IN, K> keySelector,
      Aggregator<K, IN, ACC, ?> aggregator,
      int capacity) {
    this.windows = windows;
    this.keySelector = keySelector;
    this.aggregator = aggregator;
    this.capacity = capacity;
  }

  @Override
  public void open() throws Exception {
    super.open();
    cells = new Cells(List.of(windows));
    buffer = new PartialBuffer<>(aggregator::createAccumulator);
    reached = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    long time = Partial.time(element, getOperatorName());
    if (!cells.find(time)) {
      return;
    }
    long slice = cells.end();
    IN row = element.getValue();
    K key = keySelector.getKey(row);
    // A row behind its own watermark goes on at once: the other subtasks' may be about to follow.
    boolean behind = cells.firstWindowEnd() - 1 <= reached;
    if (behind || rowsToPass > 0) {
      rowsToPass = behind ? rowsToPass : rowsToPass - 1;
      ACC accumulator = aggregator.createAccumulator();
      aggregator.add(accumulator, row, time);
      emit(key, slice, 1, accumulator);
      return;
    }
    PartialBuffer.Open<ACC> open = buffer.of(slice, key);
    aggregator.add(open.accumulator, row, time);
    open.rows++;
    rowsInBuffer++;
    if (buffer.size() >= capacity) {
      if (rowsInBuffer < (long) WORTHWHILE * buffer.size()) {
        rowsToPass = (long) PAUSE * capacity;
      }
      flush();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    reached = mark.getTimestamp();
    buffer.takeEnded(List.of(windows), reached, this::emit);
    if (buffer.size() == 0) {
      rowsInBuffer = 0;
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
    buffer.take(this::emit);
    rowsInBuffer = 0;
  }

  private void emit(long slice, K key, PartialBuffer.Open<ACC> result) {
    emit(key, slice, result.rows, result.accumulator);
  }

  private void emit(K key, long slice, long rows, ACC accumulator) {
    output.collect(Partial.record(key, slice, rows, accumulator));
  }
}
