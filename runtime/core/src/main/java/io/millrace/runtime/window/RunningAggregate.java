package io.millrace.runtime.window;

import io.millrace.runtime.error.RowErrors;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.state.BufferedFunction;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates all rows of a key and emits the new result with each: an insert for the first, an
 * update for the following ones. With {@link Having}, a key whose result no longer holds emits a
 * delete with the values that it had last, and an insert when it holds again.
 */
public class RunningAggregate<K, IN, ACC, OUT> extends BufferedFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final RunningAggregator<K, IN, ACC, OUT> aggregator;
  private final @Nullable Having<K, ACC> condition;
  final TypeInformation<ACC> accumulatorType;
  final boolean updateBefore;
  final @Nullable Duration ttl;
  private final @Nullable RowErrors<IN> errors;

  private transient ValueState<ACC> accumulators;

  /** Whether a row of the key is out; without a condition, it is whenever there is a state. */
  private transient @Nullable ValueState<Boolean> shown;

  /** An aggregate whose state is kept for ever, and which sends no update-before rows. */
  public RunningAggregate(
      RunningAggregator<K, IN, ACC, OUT> aggregator, TypeInformation<ACC> accumulatorType) {
    this(aggregator, accumulatorType, false, null);
  }

  RunningAggregate(
      RunningAggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      boolean updateBefore,
      @Nullable Duration ttl) {
    this(aggregator, accumulatorType, updateBefore, ttl, null);
  }

  RunningAggregate(
      RunningAggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      boolean updateBefore,
      @Nullable Duration ttl,
      @Nullable RowErrors<IN> errors) {
    this.aggregator = aggregator;
    this.condition = conditionOf(aggregator);
    this.accumulatorType = accumulatorType;
    this.updateBefore = updateBefore;
    this.ttl = ttl;
    this.errors = errors;
  }

  /**
   * Forgets a key that had no row for this long, in processing time. Nothing is emitted then; the
   * key's next row starts from nothing, as an insert.
   */
  public RunningAggregate<K, IN, ACC, OUT> ttl(Duration ttl) {
    return new RunningAggregate<>(aggregator, accumulatorType, updateBefore, ttl, errors);
  }

  /** Sends the old values ahead of each update, for consumers that retract. */
  public RunningAggregate<K, IN, ACC, OUT> updateBefore() {
    return new RunningAggregate<>(aggregator, accumulatorType, true, ttl, errors);
  }

  /** Leaves out rows for which an expression has no value; without it, they fail the job. */
  public RunningAggregate<K, IN, ACC, OUT> onError(RowErrors<IN> newErrors) {
    return new RunningAggregate<>(aggregator, accumulatorType, updateBefore, ttl, newErrors);
  }

  @Override
  public void open(OpenContext context) {
    accumulators = valueState("accumulator", accumulatorType, ttl);
    if (errors != null) {
      errors.open(getRuntimeContext().getMetricGroup());
    }
    if (condition != null) {
      shown = valueState("shown", Types.BOOLEAN, ttl);
    }
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    K key = context.getCurrentKey();
    ACC accumulator = accumulators.value();
    boolean before = accumulator != null;
    if (accumulator == null) {
      accumulator = aggregator.createAccumulator();
    } else if (shown != null) {
      before = Boolean.TRUE.equals(shown.value());
    }
    // The old rows have to be made before the accumulator changes, needed or not.
    OUT replaced =
        before && updateBefore ? aggregator.result(key, accumulator, Change.UPDATE_BEFORE) : null;
    OUT deleted = before && mayEnd(row) ? aggregator.result(key, accumulator, Change.DELETE) : null;
    Long timestamp = context.timestamp();
    long time = timestamp == null ? Long.MIN_VALUE : timestamp;
    boolean after = false;
    boolean stays;
    try {
      stays = apply(accumulator, row, time);
    } catch (ExpressionException e) {
      if (errors == null) {
        throw e;
      }
      errors.add(row, time, aggregator.at(), e, context::output);
      return;
    }
    if (stays) {
      accumulators.update(accumulator);
      after = condition == null || condition.having(key, accumulator);
      if (shown != null && (after != before || ttl != null)) {
        shown.update(after);
      }
    } else {
      accumulators.clear();
      if (shown != null) {
        shown.clear();
      }
    }
    if (before && after) {
      if (replaced != null) {
        out.collect(replaced);
      }
      out.collect(aggregator.result(key, accumulator, Change.UPDATE_AFTER));
    } else if (after) {
      out.collect(aggregator.result(key, accumulator, Change.INSERT));
    } else if (deleted != null) {
      out.collect(deleted);
    }
  }

  /** Whether a row may make the key's result disappear. */
  boolean mayEnd(IN row) {
    return condition != null;
  }

  /**
   * Puts a row into the accumulator of its key.
   *
   * @return whether the key still has rows
   */
  boolean apply(ACC accumulator, IN row, long timestamp) {
    aggregator.add(accumulator, row, timestamp);
    return true;
  }

  @SuppressWarnings("unchecked") // An aggregator's condition is on its own accumulator.
  private static <K, ACC> @Nullable Having<K, ACC> conditionOf(
      RunningAggregator<K, ?, ACC, ?> aggregator) {
    return aggregator instanceof Having<?, ?> having ? (Having<K, ACC>) having : null;
  }
}
