package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.BufferedFunction;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Emits each row that is not older than the last one of its key, as an update of it. What is older
 * is told by {@link Versions#compare}, and of rows that are equal there by event time; rows without
 * event time are newer than all that came before.
 */
public final class LastRow<K, IN, OUT extends Change> extends BufferedFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final Versions<IN, OUT> versions;
  private final TypeInformation<OUT> rowType;
  private boolean updateBefore;
  private @Nullable Duration ttl;
  private long withinMillis = Long.MAX_VALUE;

  /**
   * Event time in epoch milliseconds, and the row: one state, which is read and written at once.
   */
  private transient ValueState<Tuple2<Long, OUT>> last;

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
    last = valueState("last", Types.TUPLE(Types.LONG, rowType), ttl);
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    Long timestamp = context.timestamp();
    long time = timestamp == null ? Long.MIN_VALUE : timestamp;
    Tuple2<Long, OUT> before = last.value();
    OUT now = versions.version(row, before == null ? Change.INSERT : Change.UPDATE_AFTER);
    if (before != null) {
      int order = versions.compare(now, before.f1);
      if (order < 0 || (order == 0 && time < before.f0)) {
        return;
      }
      if (updateBefore) {
        out.collect(Change.as(Change.UPDATE_BEFORE, before.f1));
      }
    }
    last.update(Tuple2.of(time, now));
    if (withinMillis != Long.MAX_VALUE && timestamp != null) {
      context.timerService().registerEventTimeTimer(time + withinMillis);
    }
    out.collect(now);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OUT> out) throws Exception {
    Tuple2<Long, OUT> then = last.value();
    if (then != null && then.f0 + withinMillis <= timestamp) {
      last.clear();
    }
  }
}
