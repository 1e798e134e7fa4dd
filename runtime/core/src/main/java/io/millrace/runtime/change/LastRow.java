package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Emits each row that is not older than the last one of its key, as an update of it. What is older
 * is told by {@link Versions#compare}, and of rows that are equal there by event time; rows without
 * event time are newer than all that came before.
 */
public final class LastRow<K, IN, OUT extends Change> extends KeyedProcessFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final Versions<IN, OUT> versions;
  private final TypeInformation<OUT> rowType;
  private boolean updateBefore;
  private @Nullable Duration ttl;
  private long withinMillis = Long.MAX_VALUE;

  private transient ValueState<OUT> last;
  private transient ValueState<Long> times;

  public LastRow(Versions<IN, OUT> versions, TypeInformation<OUT> rowType) {
    this.versions = versions;
    this.rowType = rowType;
  }

  /** Sends the old values ahead of each update, for consumers that retract. */
  public LastRow<K, IN, OUT> updateBefore() {
    updateBefore = true;
    return this;
  }

  /** Forgets a key when event time is this far behind its last row; nothing is emitted. */
  public LastRow<K, IN, OUT> within(Duration within) {
    withinMillis = within.toMillis();
    return this;
  }

  /** Forgets a key that had no newer row for this long, in processing time; nothing is emitted. */
  public LastRow<K, IN, OUT> ttl(Duration ttl) {
    this.ttl = ttl;
    return this;
  }

  @Override
  public void open(OpenContext context) {
    last = state(new ValueStateDescriptor<>("last", rowType));
    times = state(new ValueStateDescriptor<>("time", Types.LONG));
  }

  private <T> ValueState<T> state(ValueStateDescriptor<T> descriptor) {
    if (ttl != null) {
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    }
    return getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    Long timestamp = context.timestamp();
    long time = timestamp == null ? Long.MIN_VALUE : timestamp;
    OUT before = last.value();
    OUT now = versions.version(row, before == null ? Change.INSERT : Change.UPDATE_AFTER);
    if (before != null) {
      int order = versions.compare(now, before);
      Long then = times.value();
      if (order < 0 || (order == 0 && then != null && time < then)) {
        return;
      }
      if (updateBefore) {
        out.collect(Change.as(Change.UPDATE_BEFORE, before));
      }
    }
    last.update(now);
    times.update(time);
    if (withinMillis != Long.MAX_VALUE && timestamp != null) {
      context.timerService().registerEventTimeTimer(time + withinMillis);
    }
    out.collect(now);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OUT> out) throws Exception {
    Long then = times.value();
    if (then != null && then + withinMillis <= timestamp) {
      last.clear();
      times.clear();
    }
  }
}
