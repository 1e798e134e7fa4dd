package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Filters rows that update by key, for readers that need old values. Of an update, the old values
 * may pass and the new ones not, or the other way round; neither knows of the other. So the old row
 * is deleted and the new one inserted, which is right in any case.
 */
public abstract class RetractFilter<T extends Change> implements FlatMapFunction<T, T> {
  private static final long serialVersionUID = 1L;

  /** Whether a row passes. */
  protected abstract boolean passes(T row);

  @Override
  public final void flatMap(T row, Collector<T> out) {
    if (passes(row)) {
      out.collect(Change.as(Change.adds(row.changeKind()) ? Change.INSERT : Change.DELETE, row));
    }
  }
}
