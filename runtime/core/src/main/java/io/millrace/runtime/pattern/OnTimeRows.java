package io.millrace.runtime.pattern;

import io.millrace.runtime.window.KeyGroupWatermarks;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the rows of a keyed stream whose event time the watermark has not passed yet. The
 * others are counted in the metric {@code numLateRecordsDropped} and go to a side output, if there
 * is one.
 *
 * <p>Flink CEP drops late rows itself, but forgets the watermark when it is restored. It would then
 * take rows again that lie ahead of what it has matched already, so the watermark is kept here.
 */
public final class OnTimeRows<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;

  private final @Nullable OutputTag<T> lateOutput;

  private transient KeyGroupWatermarks watermarks;
  private transient Counter late;

  /** For rows whose late ones are only counted. */
  public OnTimeRows() {
    this(null);
  }

  /** For rows whose late ones go to a side output, too. */
  public OnTimeRows(@Nullable OutputTag<T> lateOutput) {
    this.lateOutput = lateOutput;
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
    late = metrics.counter("numLateRecordsDropped");
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    if (!element.hasTimestamp()) {
      throw new IllegalStateException(
          getOperatorName() + ": a row has no event time. A pattern needs a source with `time`.");
    }
    if (element.getTimestamp() > watermarks.of(getCurrentKey())) {
      output.collect(element);
      return;
    }
    late.inc();
    if (lateOutput != null) {
      output.collect(lateOutput, element);
    }
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
}
