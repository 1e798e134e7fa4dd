package io.millrace.runtime.window;

import io.millrace.runtime.record.Change;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates rows that update: inserts and new values are added, old values and deletes are taken
 * back. The input sends old values ahead of new ones. A key whose last row is taken back emits a
 * delete with the values that it had, and its state is gone.
 *
 * <p>A row is taken back that the state does not know only where a time to live has forgotten it;
 * then nothing happens.
 */
public final class RetractingAggregate<K, IN extends Change, ACC, OUT>
    extends RunningAggregate<K, IN, ACC, OUT> {
  private static final long serialVersionUID = 1L;

  private final RetractingAggregator<K, IN, ACC, OUT> aggregator;

  /** An aggregate whose state is kept for ever, and which sends no update-before rows. */
  public RetractingAggregate(
      RetractingAggregator<K, IN, ACC, OUT> aggregator, TypeInformation<ACC> accumulatorType) {
    this(aggregator, accumulatorType, false, null);
  }

  private RetractingAggregate(
      RetractingAggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      boolean updateBefore,
      @Nullable Duration ttl) {
    super(aggregator, accumulatorType, updateBefore, ttl);
    this.aggregator = aggregator;
  }

  @Override
  public RetractingAggregate<K, IN, ACC, OUT> ttl(Duration ttl) {
    return new RetractingAggregate<>(aggregator, accumulatorType, updateBefore, ttl);
  }

  @Override
  public RetractingAggregate<K, IN, ACC, OUT> updateBefore() {
    return new RetractingAggregate<>(aggregator, accumulatorType, true, ttl);
  }

  @Override
  boolean mayEnd(IN row) {
    return !Change.adds(row.changeKind()) || super.mayEnd(row);
  }

  @Override
  boolean apply(ACC accumulator, IN row, long timestamp) {
    if (Change.adds(row.changeKind())) {
      return super.apply(accumulator, row, timestamp);
    }
    if (aggregator.rows(accumulator) > 0) {
      aggregator.retract(accumulator, row);
    }
    return aggregator.rows(accumulator) > 0;
  }
}
