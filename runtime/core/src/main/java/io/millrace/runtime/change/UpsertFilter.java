package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Filters rows that update by key, for readers that need no old values: new values that do not pass
 * become a delete of what may have passed before. Deletes go on as they are, and so may be of a row
 * that never passed.
 */
public abstract class UpsertFilter<T extends Change> implements FlatMapFunction<T, T> {
  private static final long serialVersionUID = 1L;

  /** Whether a row passes. */
  protected abstract boolean passes(T row);

  @Override
  public final void flatMap(T row, Collector<T> out) {
    switch (row.changeKind()) {
      case Change.UPDATE_BEFORE -> {} // sent for another reader of the same stream
      case Change.DELETE -> out.collect(row);
      default -> {
        if (passes(row)) {
          out.collect(row);
        } else if (row.changeKind() == Change.UPDATE_AFTER) {
          out.collect(Change.as(Change.DELETE, row));
        }
      }
    }
  }
}
