package io.millrace.runtime.change;

import io.millrace.runtime.state.StateBuffers;
import io.millrace.runtime.window.KeyGroupWatermarks;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes on the first row that comes of each key, and a further one only if its event time is at
 * least a given span behind that of the one passed on. What is dropped is counted in the metric
 * {@code numDuplicates}.
 *
 * <p>State of a key ends when the watermark has passed the span. A row that comes so late that the
 * state of its key may be gone could be a duplicate; it is dropped too, and counted in {@code
 * numLateRecordsDropped}. The watermark is kept over a restore, so that this holds then as well.
 */
public final class FirstRowWithin<K, T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, Triggerable<K, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  private final long withinMillis;

  private transient KeyGroupWatermarks watermarks;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient StateBuffers buffers;
  private transient ValueState<Long> passed;
  private transient Counter duplicates;
  private transient Counter late;

  public FirstRowWithin(Duration within) {
    this.withinMillis = within.toMillis();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks =
        new KeyGroupWatermarks(getOperatorStateBackend(), getRuntimeContext().getTaskInfo());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("expiry", VoidNamespaceSerializer.INSTANCE, this);
    buffers = StateBuffers.of(this);
    ValueStateDescriptor<Long> times =
        new ValueStateDescriptor<>("passed", LongSerializer.INSTANCE);
    passed = buffers.value(getKeyedStateStore().getState(times), LongSerializer.INSTANCE, null);
    duplicates = metrics.counter("numDuplicates");
    late = metrics.counter("numLateRecordsDropped");
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName() + ": a row has no event time. `within` needs a source with `time`.");
    }
    long time = element.getTimestamp();
    if (expiry(time) <= watermarks.of(getCurrentKey())) {
      late.inc();
      return;
    }
    Long first = passed.value();
    if (first != null && time - first < withinMillis) {
      duplicates.inc();
      return;
    }
    passed.update(time);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, expiry(time));
    output.collect(element);
  }

  /** The watermark at which no row comes any more that would be a duplicate. */
  private long expiry(long time) {
    return time + withinMillis - 1;
  }

  @Override
  public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    Long first = passed.value();
    if (first != null && expiry(first) <= timer.getTimestamp()) {
      passed.clear();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) {
    throw new IllegalStateException("No processing-time timer is ever registered");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarks.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    buffers.flush();
    super.snapshotState(context);
    watermarks.snapshot();
  }
}
