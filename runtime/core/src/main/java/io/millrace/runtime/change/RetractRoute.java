package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Routes rows that update by key, for readers that need old values. An update may leave one output
 * for another, so that the old row is deleted where it was and the new one inserted.
 */
public abstract class RetractRoute<T extends Change> extends ProcessFunction<T, T> {
  private static final long serialVersionUID = 1L;

  /** The output of a row, or null if it goes nowhere. */
  protected abstract @Nullable OutputTag<T> target(T row);

  @Override
  public final void processElement(T row, Context context, Collector<T> out) {
    OutputTag<T> target = target(row);
    if (target != null) {
      context.output(
          target, Change.as(Change.adds(row.changeKind()) ? Change.INSERT : Change.DELETE, row));
    }
  }
}
