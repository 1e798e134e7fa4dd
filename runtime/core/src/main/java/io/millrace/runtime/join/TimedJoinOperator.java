package io.millrace.runtime.join;

import io.millrace.runtime.state.EventTimers;
import io.millrace.runtime.state.KeyedLists;
import io.millrace.runtime.state.StateBuffers;
import io.millrace.runtime.window.KeyGroupWatermarks;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What joins in event time share: time, late rows, and how results go out. The watermark is the
 * lower one of both sides.
 */
abstract class TimedJoinOperator<K, L, R, OUT> extends AbstractStreamOperator<OUT>
    implements TwoInputStreamOperator<L, R, OUT>, Triggerable<K, Byte> {
  private static final long serialVersionUID = 1L;

  private final @Nullable OutputTag<L> lateLeft;
  private final @Nullable OutputTag<R> lateRight;

  private transient KeyGroupWatermarks watermarks;
  private transient boolean restored;
  private transient StateBuffers buffers;
  private transient EventTimers timers;
  private transient TimestampedCollector<OUT> collector;
  private transient Counter lateRecords;

  TimedJoinOperator(@Nullable OutputTag<L> lateLeft, @Nullable OutputTag<R> lateRight) {
    this.lateLeft = lateLeft;
    this.lateRight = lateRight;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks =
        new KeyGroupWatermarks(getOperatorStateBackend(), getRuntimeContext().getTaskInfo());
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers =
        new EventTimers(
            this,
            getTimeServiceManager().orElseThrow(),
            getInternalTimerService("join", ByteSerializer.INSTANCE, this),
            this::called);
    collector = new TimestampedCollector<>(output);
    lateRecords = metrics.counter("numLateRecordsDropped");
    buffers = StateBuffers.of(this, restored);
    openState();
  }

  /** Registers keyed state. */
  abstract void openState() throws Exception;

  /**
   * Registers a state with a map for each key. Who iterates over it takes nothing out.
   *
   * @param place where a name of an entry lies in time
   */
  final <N, V> MapState<N, V> map(
      String name, TypeSerializer<N> names, TypeSerializer<V> values, ToLongFunction<N> place) {
    MapStateDescriptor<N, V> descriptor = new MapStateDescriptor<>(name, names, values);
    return buffers.map(getKeyedStateStore().getMapState(descriptor), values, place);
  }

  /**
   * Registers a state with lists of rows for each key.
   *
   * @param place where a list's name lies in time
   */
  @SuppressWarnings("unchecked") // Keyed list state of every backend is an internal one.
  final <N, T> KeyedLists<N, T> lists(
      String name, TypeSerializer<N> names, TypeSerializer<T> rows, ToLongFunction<N> place)
      throws Exception {
    ListStateDescriptor<T> descriptor = new ListStateDescriptor<>(name, rows);
    return buffers.lists(
        (InternalListState<K, N, T>) getOrCreateKeyedState(names, descriptor), rows, place);
  }

  @Override
  public void processElement1(StreamRecord<L> element) throws Exception {
    buffers.visiting(false);
    long watermark = watermarks.of(getCurrentKey());
    if (!left(element.getValue(), timestamp(element), watermark)) {
      late(lateLeft, element);
    }
  }

  @Override
  public void processElement2(StreamRecord<R> element) throws Exception {
    buffers.visiting(false);
    long watermark = watermarks.of(getCurrentKey());
    if (!right(element.getValue(), timestamp(element), watermark)) {
      late(lateRight, element);
    }
  }

  private long timestamp(StreamRecord<?> element) {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName()
              + ": a row has no event time. Joins in event time need sources with `time`.");
    }
    return element.getTimestamp();
  }

  private <T> void late(@Nullable OutputTag<T> tag, StreamRecord<T> element) {
    lateRecords.inc();
    if (tag != null) {
      output.collect(tag, element);
    }
  }

  /**
   * Takes a row of the left side.
   *
   * @return false if it came too late
   */
  abstract boolean left(L row, long timestamp, long watermark) throws Exception;

  /**
   * Takes a row of the right side.
   *
   * @return false if it came too late
   */
  abstract boolean right(R row, long timestamp, long watermark) throws Exception;

  @Override
  public void onEventTime(InternalTimer<K, Byte> timer) throws Exception {
    timers.called(timer);
    called(timer.getNamespace(), timer.getTimestamp());
  }

  private void called(Byte namespace, long time) throws Exception {
    buffers.visiting(true);
    reach(namespace, time);
  }

  /** Called when event time has reached a registered time. */
  abstract void reach(byte namespace, long time) throws Exception;

  @Override
  public void onProcessingTime(InternalTimer<K, Byte> timer) {
    throw new IllegalStateException("No processing-time timer is ever registered");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarks.advance(mark.getTimestamp());
    timers.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    timers.flush(); // Timers of some backends are written ahead of what `snapshotState` does.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    timers.flush();
    buffers.flush();
    super.snapshotState(context);
    watermarks.snapshot();
  }

  /** Whether no row comes any more. A batch ignores timers that are registered then. */
  final boolean atEnd() {
    return timers.currentWatermark() == Long.MAX_VALUE;
  }

  final void callAt(Byte namespace, long time) {
    timers.register(namespace, time);
  }

  final void emit(long timestamp, OUT row) {
    collector.setAbsoluteTimestamp(timestamp);
    collector.collect(row);
  }

  /** The sum, or the highest time where it is out of range. */
  static long plus(long time, long duration) {
    long sum = time + duration;
    return sum < time ? Long.MAX_VALUE : sum;
  }
}
