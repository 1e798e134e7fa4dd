package io.millrace.runtime.error;

import io.millrace.runtime.expr.ExpressionException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The generated part of a node that skips rows for which an expression has no value, or sends them
 * to a dead-letter sink. Failures of nodes behind it are not its own: Flink wraps them.
 *
 * @param <IN> the rows that come in
 * @param <OUT> the rows that go out
 */
public abstract class CheckedFunction<IN, OUT> extends ProcessFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;

  /** The expression that is being evaluated, and where it stands. */
  protected transient String at = "";

  private transient @Nullable RowErrors<IN> errors;

  /** Makes what takes the bad rows. */
  protected abstract RowErrors<IN> errors();

  /** Evaluates all expressions that may fail before it emits a row. */
  protected abstract void process(IN row, Context context, Collector<OUT> out) throws Exception;

  @Override
  public void open(OpenContext context) {
    errors = errors();
    errors.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public final void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    try {
      process(row, context, out);
    } catch (ExpressionException e) {
      Long timestamp = context.timestamp();
      long time = timestamp == null ? Long.MIN_VALUE : timestamp;
      Objects.requireNonNull(errors).add(row, time, at, e, context::output);
    }
  }
}
