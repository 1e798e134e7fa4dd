package io.millrace.runtime.window;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** What the keyed window operators share: time, late rows, and how results go out. */
abstract class WindowAggregateOperator<K, IN, ACC, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, Triggerable<K, Byte> {
  private static final long serialVersionUID = 1L;

  /** Timer namespace: a window may be complete. */
  static final Byte WINDOW_END = 0;

  /** Timer namespace: what was kept for late rows can go. */
  static final Byte EXPIRY = 1;

  final Aggregator<K, IN, ACC, OUT> aggregator;
  final long latenessMillis;
  private final TypeInformation<ACC> accumulatorType;
  private final @Nullable OutputTag<IN> lateTag;

  private transient KeyGroupWatermarks watermarks;
  private transient InternalTimerService<Byte> timers;
  private transient TimestampedCollector<OUT> collector;
  private transient Counter lateRecords;

  WindowAggregateOperator(
      WindowSpec windows,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      @Nullable OutputTag<IN> lateTag) {
    this.latenessMillis = windows.latenessMillis();
    this.aggregator = aggregator;
    this.accumulatorType = accumulatorType;
    this.lateTag = lateTag;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    watermarks = new KeyGroupWatermarks(getOperatorStateBackend(), task);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("windows", ByteSerializer.INSTANCE, this);
    collector = new TimestampedCollector<>(output);
    lateRecords = metrics.counter("numLateRecordsDropped");
    openState(accumulatorType.createSerializer(getExecutionConfig().getSerializerConfig()));
  }

  /** Registers keyed state. */
  abstract void openState(TypeSerializer<ACC> accumulators) throws Exception;

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName()
              + ": a row has no event time. Event-time windows need a source with `time`.");
    }
    if (!add(element.getValue(), element.getTimestamp(), watermarks.of(getCurrentKey()))) {
      lateRecords.inc();
      if (lateTag != null) {
        output.collect(lateTag, element);
      }
    }
  }

  /**
   * Adds a row to the current key's windows.
   *
   * @return false if it came too late for all of them
   */
  abstract boolean add(IN row, long timestamp, long watermark) throws Exception;

  @Override
  public void onEventTime(InternalTimer<K, Byte> timer) throws Exception {
    if (timer.getNamespace().equals(EXPIRY)) {
      expire(timer.getTimestamp());
    } else if (timers.currentWatermark() == Long.MAX_VALUE) {
      // A batch ends key by key, and ignores timers that are registered while it does.
      finish(timer.getTimestamp());
    } else {
      reach(timer.getTimestamp());
    }
  }

  /** Called when event time has reached a registered time. */
  abstract void reach(long time) throws Exception;

  /**
   * Called instead of {@link #reach} when no row comes any more: emits all that the current key
   * still has, from windows that end at {@code time} on, and drops its state. What timers of the
   * key are left find nothing then.
   */
  abstract void finish(long time) throws Exception;

  /** Called when no row can be late enough to need what was kept until a registered time. */
  abstract void expire(long time) throws Exception;

  @Override
  public void onProcessingTime(InternalTimer<K, Byte> timer) {
    throw new IllegalStateException("No processing-time timer is ever registered");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarks.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.snapshot();
  }

  void callAt(Byte namespace, long time) {
    timers.registerEventTimeTimer(namespace, time);
  }

  /** Emits a window's result with the window's last millisecond as its time. */
  void emit(long start, long end, ACC accumulator) {
    collector.setAbsoluteTimestamp(end - 1);
    @SuppressWarnings("unchecked")
    K key = (K) getCurrentKey();
    aggregator.emit(
        key,
        Math.multiplyExact(start, 1000L),
        Math.multiplyExact(end, 1000L),
        accumulator,
        collector);
  }
}
