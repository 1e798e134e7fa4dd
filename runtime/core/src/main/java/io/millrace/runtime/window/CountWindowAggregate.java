package io.millrace.runtime.window;

import io.millrace.runtime.state.TimeToLive;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the last {@code size} rows of a key, whenever {@code slide} more have come: first when
 * there are {@code size}. Rows count in the order in which they come; a result has the event time
 * of the row that completed it.
 *
 * <p>Rows are added to panes of the greatest common divisor of size and slide, so each is added
 * once. A window that is never full has no result.
 */
public final class CountWindowAggregate<K, IN, ACC, OUT> extends KeyedProcessFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private final long size;
  private final long slide;
  private final long pane;
  private final Aggregator<K, IN, ACC, OUT> aggregator;
  private final TypeInformation<ACC> accumulatorType;
  private final @Nullable Duration ttl;

  /** How many rows the current key had, since the last time that its panes were empty. */
  private transient ValueState<Long> rows;

  /** Accumulators by number: pane 0 holds the first rows. */
  private transient MapState<Long, ACC> panes;

  public CountWindowAggregate(
      long size,
      long slide,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType) {
    this(size, slide, aggregator, accumulatorType, null);
  }

  private CountWindowAggregate(
      long size,
      long slide,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      @Nullable Duration ttl) {
    if (slide < 1 || slide > size) {
      throw new IllegalArgumentException("A slide is from 1 to the size: " + slide + ", " + size);
    }
    this.size = size;
    this.slide = slide;
    this.pane = greatestCommonDivisor(size, slide);
    this.aggregator = aggregator;
    this.accumulatorType = accumulatorType;
    this.ttl = ttl;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Forgets a key that had no row for this long, in processing time. */
  public CountWindowAggregate<K, IN, ACC, OUT> ttl(Duration ttl) {
    return new CountWindowAggregate<>(size, slide, aggregator, accumulatorType, ttl);
  }

  /** The shape is part of the states' names: with another one, windows start empty. */
  @Override
  public void open(OpenContext context) {
    String shape = size + "-" + slide;
    ValueStateDescriptor<Long> rowsOfShape =
        new ValueStateDescriptor<>("rows-" + shape, Types.LONG);
    MapStateDescriptor<Long, ACC> panesOfShape =
        new MapStateDescriptor<>("panes-" + shape, Types.LONG, accumulatorType);
    rows = getRuntimeContext().getState(TimeToLive.limit(rowsOfShape, ttl));
    panes = getRuntimeContext().getMapState(TimeToLive.limit(panesOfShape, ttl));
  }

  @Override
  public void processElement(IN row, Context context, Collector<OUT> out) throws Exception {
    Long before = rows.value();
    long count = (before == null ? 0 : before) + 1;
    long current = (count - 1) / pane;
    ACC accumulator = panes.get(current);
    if (accumulator == null) {
      accumulator = aggregator.createAccumulator();
    }
    Long timestamp = context.timestamp();
    aggregator.add(accumulator, row, timestamp == null ? Long.MIN_VALUE : timestamp);
    if (count < size || (count - size) % slide != 0) {
      panes.put(current, accumulator);
      rows.update(count);
      return;
    }
    aggregator.emit(context.getCurrentKey(), 0, 0, window(count, accumulator), out);
    if (size == slide) {
      panes.clear();
      rows.clear();
      return;
    }
    panes.put(current, accumulator);
    rows.update(count);
    for (long old = (count - size) / pane; old < (count - size + slide) / pane; old++) {
      panes.remove(old);
    }
  }

  /** The accumulator of the window that ends with a row, of which the last pane is at hand. */
  private ACC window(long count, ACC last) throws Exception {
    if (size == pane) {
      return last;
    }
    ACC merged = aggregator.createAccumulator();
    for (long number = (count - size) / pane; number < (count - 1) / pane; number++) {
      ACC accumulator = panes.get(number);
      if (accumulator != null) { // Else its time to live has passed.
        aggregator.merge(merged, accumulator);
      }
    }
    aggregator.merge(merged, last);
    return merged;
  }
}
