package io.millrace.runtime.window;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

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
  private static final int WORTHWHILE = 2;

  /** How many full buffers of rows go on by themselves. */
  private static final int PAUSE = 20;

  private final AlignedWindows windows;
  private final KeySelector<IN, K> keySelector;
  private final Aggregator<K, IN, ACC, ?> aggregator;
  private final int capacity;

  private transient TreeMap<Long, Map<K, Open<ACC>>> slices;

  /** The slice that got the last row, and its keys: the next row is mostly of the same one. */
  private transient long lastSlice;

  private transient @Nullable Map<K, Open<ACC>> lastKeys;

  private transient int size;
  private transient long rowsInBuffer;
  private transient long rowsToPass;
  private transient long reached;

  /** A partial result that may still grow. */
  private static final class Open<ACC> {
    private final ACC accumulator;
    private long rows;

    Open(ACC accumulator) {
      this.accumulator = accumulator;
    }
  }

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
    slices = new TreeMap<>();
    reached = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName()
              + ": a row has no event time. Event-time windows need a source with `time`.");
    }
    long time = element.getTimestamp();
    long slice = windows.sliceEnd(time);
    if (slice == AlignedWindows.NO_SLICE) {
      return;
    }
    IN row = element.getValue();
    K key = keySelector.getKey(row);
    // A row behind its own watermark goes on at once: the other subtasks' may be about to follow.
    boolean behind = windows.firstWindowEnd(slice) - 1 <= reached;
    if (behind || rowsToPass > 0) {
      rowsToPass = behind ? rowsToPass : rowsToPass - 1;
      ACC accumulator = aggregator.createAccumulator();
      aggregator.add(accumulator, row, time);
      emit(key, slice, 1, accumulator);
      return;
    }
    Map<K, Open<ACC>> keys = keysOf(slice);
    Open<ACC> open = keys.get(key);
    if (open == null) {
      open = new Open<>(aggregator.createAccumulator());
      keys.put(key, open);
      size++;
    }
    aggregator.add(open.accumulator, row, time);
    open.rows++;
    rowsInBuffer++;
    if (size >= capacity) {
      if (rowsInBuffer < (long) WORTHWHILE * size) {
        rowsToPass = (long) PAUSE * capacity;
      }
      flush(slices);
    }
  }

  private Map<K, Open<ACC>> keysOf(long slice) {
    Map<K, Open<ACC>> keys = lastKeys;
    if (keys == null || slice != lastSlice) {
      keys = slices.computeIfAbsent(slice, end -> new HashMap<>());
      lastKeys = keys;
      lastSlice = slice;
    }
    return keys;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // Slices are in the order of their ends, and so are the ends of their first windows.
    reached = mark.getTimestamp();
    long behind = Long.MAX_VALUE;
    for (long slice : slices.keySet()) {
      if (windows.firstWindowEnd(slice) - 1 > reached) {
        behind = slice;
        break;
      }
    }
    flush(slices.headMap(behind));
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    super.prepareSnapshotPreBarrier(checkpoint);
    flush(slices);
  }

  @Override
  public void endInput() {
    flush(slices);
  }

  private void flush(SortedMap<Long, Map<K, Open<ACC>>> complete) {
    complete.forEach(
        (slice, keys) -> {
          keys.forEach((key, open) -> emit(key, slice, open.rows, open.accumulator));
          size -= keys.size();
        });
    complete.clear();
    lastKeys = null;
    if (size == 0) {
      rowsInBuffer = 0;
    }
  }

  /** The last instant of a slice stands for all of it: it lies in the same windows. */
  private void emit(K key, long slice, long rows, ACC accumulator) {
    output.collect(new StreamRecord<>(new Partial<>(key, slice, rows, accumulator), slice - 1));
  }
}
