package io.millrace.runtime.change;

import io.millrace.runtime.state.BufferedFunction;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the first row that comes of each key. The rest are dropped, and counted in the metric
 * {@code numDuplicates}.
 */
public final class FirstRow<K, T> extends BufferedFunction<K, T, T> {
  private static final long serialVersionUID = 1L;

  private @Nullable Duration ttl;

  private transient ValueState<Boolean> seen;
  private transient Counter duplicates;

  /** Forgets a key this long after the row that was passed on, in processing time. */
  public FirstRow<K, T> ttl(Duration ttl) {
    this.ttl = ttl;
    return this;
  }

  @Override
  public void open(OpenContext context) {
    seen = valueState("seen", Types.BOOLEAN, ttl);
    duplicates = getRuntimeContext().getMetricGroup().counter("numDuplicates");
  }

  @Override
  public void processElement(T row, Context context, Collector<T> out) throws Exception {
    if (seen.value() != null) {
      duplicates.inc();
      return;
    }
    seen.update(true);
    out.collect(row);
  }
}
