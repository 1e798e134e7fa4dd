package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.BufferedFunction;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Emits each row that is not older than the last one of its key, as an update of it. Event time
 * tells which is older; rows without event time are newer than all that came before. With {@link
 * #ordered}, {@link Versions#compare} tells it, and event time only of rows that are equal there.
 *
 * <p>The state is the time of the last row, and the row itself only where something reads it again:
 * an order, or a consumer of old values. Either may be so in one run and not in the next. A row
 * that is not there when it is first wanted was never seen by a consumer of old values, which gets
 * the next one as an insert; in an order, the next one is the later.
 */
public final class LastRow<K, IN, OUT extends Change> extends BufferedFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final Versions<IN, OUT> versions;
  private final TypeInformation<OUT> rowType;
  private boolean ordered;
  private boolean updateBefore;
  private @Nullable Duration ttl;
  private long withinMillis = Long.MAX_VALUE;

  /** Event time in epoch milliseconds, and the row or nothing. */
  private transient ValueState<Tuple2<Long, OUT>> last;

  public LastRow(Versions<IN, OUT> versions, TypeInformation<OUT> rowType) {
    this.versions = versions;
    this.rowType = rowType;
  }

  /** Goes by the order of the versions, which reads the last row. */
  public LastRow<K, IN, OUT> ordered() {
    ordered = true;
    return this;
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
    last =
        valueState(
            "last",
            new LastVersionSerializer<>(getRuntimeContext().createSerializer(rowType)),
            ttl);
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    Long timestamp = context.timestamp();
    long time = timestamp == null ? Long.MIN_VALUE : timestamp;
    Tuple2<Long, OUT> before = last.value();
    boolean newer =
        (ordered || updateBefore)
            ? replaceRow(before, time, row, out)
            : replaceTime(before, time, row, out);
    if (newer && withinMillis != Long.MAX_VALUE && timestamp != null) {
      context.timerService().registerEventTimeTimer(time + withinMillis);
    }
  }

  private boolean replaceTime(
      @Nullable Tuple2<Long, OUT> before, long time, IN row, Collector<OUT> out) throws Exception {
    if (before != null && time < before.f0) {
      return false;
    }
    if (before == null || time != before.f0 || before.f1 != null || ttl != null) {
      update(time, null);
    }
    out.collect(versions.version(row, before == null ? Change.INSERT : Change.UPDATE_AFTER));
    return true;
  }

  private boolean replaceRow(
      @Nullable Tuple2<Long, OUT> before, long time, IN row, Collector<OUT> out) throws Exception {
    OUT replaced = before == null ? null : before.f1;
    boolean inserts = before == null || (updateBefore && replaced == null);
    OUT now = versions.version(row, inserts ? Change.INSERT : Change.UPDATE_AFTER);
    if (before != null) {
      int order = ordered && replaced != null ? versions.compare(now, replaced) : 0;
      boolean unordered = ordered && replaced == null; // Its order is not known any more.
      if (order < 0 || (order == 0 && !unordered && time < before.f0)) {
        return false;
      }
    }
    if (updateBefore && replaced != null) {
      out.collect(Change.as(Change.UPDATE_BEFORE, replaced));
    }
    update(time, now);
    out.collect(now);
    return true;
  }

  @SuppressWarnings("NullAway") // Flink's tuples do not say that a part may be absent.
  private void update(long time, @Nullable OUT row) throws Exception {
    last.update(Tuple2.of(time, row));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OUT> out) throws Exception {
    Tuple2<Long, OUT> then = last.value();
    if (then != null && then.f0 + withinMillis <= timestamp) {
      last.clear();
    }
  }
}
