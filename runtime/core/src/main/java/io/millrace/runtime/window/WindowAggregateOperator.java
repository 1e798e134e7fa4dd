package io.millrace.runtime.window;

import io.millrace.runtime.state.EventTimers;
import io.millrace.runtime.state.StateBuffers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What the keyed window operators share: time, late rows, early results, and how results go out.
 *
 * <p>In processing time the clock stands for the watermark: a time is reached once the clock is
 * behind it. The clock never goes back for a subtask, and no row is late.
 */
abstract class WindowAggregateOperator<K, IN, ACC, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, Triggerable<K, Byte>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Timer namespace: a window may be complete. */
  static final Byte WINDOW_END = 0;

  /** Timer namespace: what was kept for late rows can go. */
  static final Byte EXPIRY = 1;

  /** Timer namespace: open windows show what they have. */
  static final Byte EARLY = 2;

  final Aggregator<K, IN, ACC, OUT> aggregator;
  final WindowTiming timing;
  final long latenessMillis;
  private final TypeInformation<ACC> accumulatorType;
  private final @Nullable OutputTag<IN> lateTag;
  private final WindowOutput<K, ACC, OUT> results;

  private transient KeyGroupWatermarks watermarks;
  private transient boolean restored;
  private transient StateBuffers buffers;
  private transient InternalTimerService<Byte> timers;
  private transient EventTimers eventTimers;
  private transient Counter lateRecords;
  private transient long clock;
  private transient IncompleteResults incompleteResults;

  WindowAggregateOperator(WindowSpec windows, WindowParts<K, IN, ACC, OUT> parts) {
    this.timing = windows.timing();
    this.latenessMillis = timing.latenessMillis();
    this.aggregator = parts.aggregator();
    this.accumulatorType = parts.accumulatorType();
    this.lateTag = parts.lateTag();
    this.results = parts.output();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    watermarks = new KeyGroupWatermarks(getOperatorStateBackend(), task);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    clock = Long.MIN_VALUE;
    timers = getInternalTimerService("windows", ByteSerializer.INSTANCE, this);
    eventTimers =
        new EventTimers(this, getTimeServiceManager().orElseThrow(), timers, this::called);
    lateRecords = metrics.counter("numLateRecordsDropped");
    incompleteResults = new IncompleteResults(getOperatorName(), metrics);
    var config = getExecutionConfig().getSerializerConfig();
    buffers = StateBuffers.of(this, restored);
    results.open(this::map, config, new TimestampedCollector<>(output));
    openState(accumulatorType.createSerializer(config));
  }

  /** Registers keyed state. */
  abstract void openState(TypeSerializer<ACC> accumulators) throws Exception;

  /**
   * Registers a state with a map for each key.
   *
   * @param place where a name of an entry lies in time
   */
  final <N, V> MapState<N, V> map(
      String name, TypeSerializer<N> names, TypeSerializer<V> values, ToLongFunction<N> place) {
    MapStateDescriptor<N, V> descriptor = new MapStateDescriptor<>(name, names, values);
    return buffers.map(getKeyedStateStore().getMapState(descriptor), values, place);
  }

  /** Registers a state with a value for each key. */
  final <V> ValueState<V> value(String name, TypeSerializer<V> serializer) {
    ValueStateDescriptor<V> descriptor = new ValueStateDescriptor<>(name, serializer);
    return buffers.value(getKeyedStateStore().getState(descriptor), serializer.duplicate(), null);
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    buffers.visiting(false);
    if (timing.processingTime()) {
      long now = now();
      // First and last values go by event time where there is one.
      add(element.getValue(), element.hasTimestamp() ? element.getTimestamp() : now, now, now - 1);
      return;
    }
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName()
              + ": a row has no event time. Event-time windows need a source with `time`.");
    }
    long time = element.getTimestamp();
    if (!add(element.getValue(), time, time, reached())) {
      lateRecords.inc(aggregator.rows(element.getValue()));
      if (lateTag != null) {
        output.collect(lateTag, element);
      }
    }
  }

  /**
   * Adds a row to the current key's windows.
   *
   * @param rowTime orders the row among others
   * @param time decides on the windows
   * @param reached the current key's watermark
   * @return false if it came too late for all of them
   */
  abstract boolean add(IN row, long rowTime, long time, long reached) throws Exception;

  private long now() {
    clock = Math.max(clock, timers.currentProcessingTime());
    return clock;
  }

  /** The time up to which the current key's windows had their results. */
  final long reached() {
    return timing.processingTime() ? now() - 1 : watermarks.of(getCurrentKey());
  }

  @Override
  public void onEventTime(InternalTimer<K, Byte> timer) throws Exception {
    eventTimers.called(timer);
    called(timer.getNamespace(), timer.getTimestamp());
  }

  private void called(Byte namespace, long time) throws Exception {
    buffers.visiting(true);
    if (namespace.equals(EXPIRY)) {
      expire(time);
    } else if (eventTimers.currentWatermark() == Long.MAX_VALUE) {
      // A batch ends key by key, and ignores timers that are registered while it does.
      finish(time);
    } else if (namespace.equals(EARLY)) {
      early();
    } else {
      reach(time);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<K, Byte> timer) throws Exception {
    buffers.visiting(true);
    if (timer.getNamespace().equals(EARLY)) {
      early();
    } else if (timers.currentWatermark() == Long.MAX_VALUE) {
      finish(timer.getTimestamp() - 1);
    } else {
      clock = Math.max(clock, timer.getTimestamp());
      reach(timer.getTimestamp() - 1);
    }
  }

  /** Windows of processing time that are still open when the input ends have their result then. */
  @Override
  public void endInput() throws Exception {
    if (!timing.processingTime()) {
      return;
    }
    Map<K, Long> first = new LinkedHashMap<>();
    timers.forEachProcessingTimeTimer(
        (namespace, time) -> {
          if (namespace.equals(WINDOW_END)) {
            first.merge(key(), time, Math::min);
          }
        });
    for (Map.Entry<K, Long> timer : first.entrySet()) {
      setCurrentKey(timer.getKey());
      finish(timer.getValue() - 1);
    }
  }

  /** Called when a registered time is reached. */
  abstract void reach(long time) throws Exception;

  /** Emits what the current key's open windows have, and waits for the next row. */
  abstract void early() throws Exception;

  /**
   * Called instead of {@link #reach} when no row comes any more: emits all that the current key
   * still has, from windows that end at {@code time} on, and drops its state. What timers of the
   * key are left find nothing then.
   */
  abstract void finish(long time) throws Exception;

  /** Called when no row can be late enough to need what was kept until a registered time. */
  abstract void expire(long time) throws Exception;

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarks.advance(mark.getTimestamp());
    eventTimers.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    eventTimers.flush(); // Timers of some backends are written ahead of what `snapshotState` does.
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    eventTimers.flush();
    buffers.flush();
    super.snapshotState(context);
    watermarks.snapshot();
  }

  final void callAt(Byte namespace, long time) {
    if (timing.processingTime()) {
      timers.registerProcessingTimeTimer(namespace, time + 1);
    } else {
      eventTimers.register(namespace, time);
    }
  }

  /** Has {@link #early} called at the next multiple of the interval of early results. */
  final void callEarly(long time) {
    long every = timing.earlyMillis();
    if (timing.earlyByEventTime()) {
      long from = Math.max(time, reached() + 1);
      eventTimers.register(EARLY, from - Math.floorMod(from, every) + every - 1);
    } else {
      long now = timers.currentProcessingTime();
      timers.registerProcessingTimeTimer(EARLY, now - Math.floorMod(now, every) + every);
    }
  }

  @SuppressWarnings("unchecked")
  private K key() {
    return (K) getCurrentKey();
  }

  /**
   * Emits a window's result with the window's last millisecond as its time.
   *
   * @param last whether no other result of the window can follow
   */
  final void emit(long start, long end, ACC accumulator, boolean last) throws Exception {
    K key = key();
    if (aggregator.isComplete(accumulator)) {
      results.emit(key, start, end, accumulator, last);
    } else {
      incompleteResults.add(key, start, end);
    }
  }

  /** Takes back results of windows that lie within one that is about to emit. */
  final void supersede(TimeWindow by) throws Exception {
    results.supersede(by);
  }

  /** Forgets the current key's windows of which no other result can follow. */
  final void forget(WindowOutput.Over over) throws Exception {
    results.forget(over);
  }
}
