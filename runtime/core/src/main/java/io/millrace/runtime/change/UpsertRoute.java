package io.millrace.runtime.change;

import io.millrace.runtime.record.Change;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Routes rows that update by key, for readers that need no old values: where new values go to one
 * output, the row is deleted in the others, since it may have been there before.
 */
public abstract class UpsertRoute<T extends Change> extends ProcessFunction<T, T> {
  private static final long serialVersionUID = 1L;

  private transient List<OutputTag<T>> outputs;

  /** All outputs that anything reads. */
  protected abstract List<OutputTag<T>> outputs();

  /** The output of a row, or null if it goes nowhere. */
  protected abstract @Nullable OutputTag<T> target(T row);

  @Override
  public final void open(OpenContext context) {
    outputs = outputs();
  }

  @Override
  public final void processElement(T row, Context context, Collector<T> out) {
    byte kind = row.changeKind();
    if (kind == Change.UPDATE_BEFORE) {
      return; // sent for another reader of the same stream
    }
    OutputTag<T> target = kind == Change.DELETE ? null : target(row);
    if (kind != Change.INSERT) {
      T deleted = Change.as(Change.DELETE, row);
      for (OutputTag<T> output : outputs) {
        if (!output.equals(target)) {
          context.output(output, deleted);
        }
      }
    }
    if (target != null) {
      context.output(target, row);
    }
  }
}
