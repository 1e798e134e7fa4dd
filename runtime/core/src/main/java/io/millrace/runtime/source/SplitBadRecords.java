package io.millrace.runtime.source;

import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Decoded;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends a source's rows on and its bad records to a side output, counted in the metric {@code
 * numBadRecords}. Chained to the source.
 *
 * @param <T> the only type of row in the input
 */
public final class SplitBadRecords<T extends Decoded> extends ProcessFunction<Decoded, T> {
  private static final long serialVersionUID = 1L;

  private final OutputTag<BadRecord> badRecords;
  private transient Counter counter;

  public SplitBadRecords(OutputTag<BadRecord> badRecords) {
    this.badRecords = badRecords;
  }

  @Override
  public void open(OpenContext context) {
    counter = getRuntimeContext().getMetricGroup().counter("numBadRecords");
  }

  @Override
  @SuppressWarnings("unchecked") // The source's decoder makes rows of no other type.
  public void processElement(Decoded decoded, Context context, Collector<T> out) {
    if (decoded instanceof BadRecord bad) {
      counter.inc();
      context.output(badRecords, bad);
    } else {
      out.collect((T) decoded);
    }
  }
}
