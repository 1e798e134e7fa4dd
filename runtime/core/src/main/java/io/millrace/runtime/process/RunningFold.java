package io.millrace.runtime.process;

import io.millrace.runtime.error.RowErrors;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.BufferedFunction;
import io.millrace.runtime.window.RunningAggregator;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Folds the rows of a key into a value, and emits that after each of them as a row of its own. */
public final class RunningFold<K, IN, ACC, OUT> extends BufferedFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final RunningAggregator<K, IN, ACC, OUT> aggregator;
  private final TypeInformation<ACC> accumulatorType;
  private final @Nullable Duration ttl;
  private final @Nullable RowErrors<IN> errors;

  private transient ValueState<ACC> accumulators;

  /** A fold whose state is kept for ever. */
  public RunningFold(
      RunningAggregator<K, IN, ACC, OUT> aggregator, TypeInformation<ACC> accumulatorType) {
    this(aggregator, accumulatorType, null, null);
  }

  private RunningFold(
      RunningAggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      @Nullable Duration ttl,
      @Nullable RowErrors<IN> errors) {
    this.aggregator = aggregator;
    this.accumulatorType = accumulatorType;
    this.ttl = ttl;
    this.errors = errors;
  }

  /** Forgets a key that had no row for this long, in processing time. */
  public RunningFold<K, IN, ACC, OUT> ttl(Duration newTtl) {
    return new RunningFold<>(aggregator, accumulatorType, newTtl, errors);
  }

  /** Leaves out rows for which an expression has no value; without it, they fail the job. */
  public RunningFold<K, IN, ACC, OUT> onError(RowErrors<IN> newErrors) {
    return new RunningFold<>(aggregator, accumulatorType, ttl, newErrors);
  }

  @Override
  public void open(OpenContext context) {
    if (errors != null) {
      errors.open(getRuntimeContext().getMetricGroup());
    }
    accumulators = valueState("accumulator", accumulatorType, ttl);
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    ACC accumulator = accumulators.value();
    if (accumulator == null) {
      accumulator = aggregator.createAccumulator();
    }
    Long timestamp = context.timestamp();
    long time = timestamp == null ? Long.MIN_VALUE : timestamp;
    try {
      aggregator.add(accumulator, row, time);
    } catch (ExpressionException e) {
      if (errors == null) {
        throw e;
      }
      errors.add(row, time, aggregator.at(), e, context::output);
      return;
    }
    accumulators.update(accumulator);
    out.collect(aggregator.result(context.getCurrentKey(), accumulator, Change.INSERT));
  }
}
