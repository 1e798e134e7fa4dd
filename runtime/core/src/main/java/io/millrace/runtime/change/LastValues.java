package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.TimeToLive;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Adds the old values to rows that replace one another by key, for readers that take them back.
 *
 * <p>What comes in says no more than what a key's row is from now on, or that there is none. What
 * goes out are inserts, updates with the row that they replace ahead of them, and deletes with the
 * last values. A row that is equal to the one before is no update, and the delete of a key that is
 * not known is dropped.
 */
public final class LastValues<K, T extends Change> extends KeyedProcessFunction<K, T, T> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> rowType;
  private @Nullable Duration ttl;

  private transient ValueState<T> last;

  public LastValues(TypeInformation<T> rowType) {
    this.rowType = rowType;
  }

  /** Forgets a key that had no row for this long, in processing time; its next row is an insert. */
  public LastValues<K, T> ttl(Duration newTtl) {
    ttl = newTtl;
    return this;
  }

  @Override
  public void open(OpenContext context) {
    last =
        getRuntimeContext()
            .getState(TimeToLive.limit(new ValueStateDescriptor<>("last", rowType), ttl));
  }

  @Override
  public void processElement(T row, Context context, Collector<T> out) throws Exception {
    if (row.changeKind() == Change.UPDATE_BEFORE) {
      return;
    }
    T before = last.value();
    if (row.changeKind() == Change.DELETE) {
      if (before != null) {
        last.clear();
        out.collect(Change.as(Change.DELETE, before));
      }
      return;
    }
    T now = Change.as(Change.INSERT, row); // kept rows have one kind, so that they compare
    if (before == null) {
      last.update(now);
      out.collect(now);
    } else if (now.equals(before)) {
      if (ttl != null) {
        last.update(now); // it was touched
      }
    } else {
      last.update(now);
      out.collect(Change.as(Change.UPDATE_BEFORE, before));
      out.collect(Change.as(Change.UPDATE_AFTER, now));
    }
  }
}
