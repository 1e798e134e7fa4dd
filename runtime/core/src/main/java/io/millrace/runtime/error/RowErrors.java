package io.millrace.runtime.error;

import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.source.SkippedRecords;
import java.io.Serializable;
import java.util.function.BiConsumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What a node does with a row for which an expression has no value, if not to fail: {@link #skip}
 * or {@link #deadLetter}. One instance a task.
 *
 * @param <T> the row
 */
public abstract class RowErrors<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  final String node;

  private RowErrors(String node) {
    this.node = node;
  }

  /**
   * Such rows are dropped, counted in the metric {@code numRecordsSkipped}, and logged at times.
   */
  public static <T> RowErrors<T> skip(String node) {
    return new Skip<>(node);
  }

  /**
   * Such rows go to a side output, counted in the metric {@code numBadRecords}.
   *
   * @param encoder writes the whole row as JSON
   */
  public static <T> RowErrors<T> deadLetter(
      String node, OutputTag<BadRecord> output, RecordEncoder<T> encoder) {
    return new DeadLetter<>(node, output, encoder);
  }

  /** Registers the metrics of the node. */
  public abstract void open(MetricGroup metrics);

  /** Where dead letters go; null if there are none. */
  public abstract @Nullable OutputTag<BadRecord> output();

  /**
   * Takes note of a row.
   *
   * @param timestamp the row's event time; {@link Long#MIN_VALUE} if it has none
   * @return a dead letter, or null
   */
  public abstract @Nullable BadRecord add(
      T row, long timestamp, String expression, ExpressionException e);

  /**
   * Takes note of a row, and sends what becomes of it to the side output.
   *
   * @param side takes dead letters: {@code context::output}
   */
  public final void add(
      T row,
      long timestamp,
      String expression,
      ExpressionException e,
      BiConsumer<OutputTag<BadRecord>, BadRecord> side) {
    BadRecord letter = add(row, timestamp, expression, e);
    OutputTag<BadRecord> output = output();
    if (letter != null && output != null) {
      side.accept(output, letter);
    }
  }

  private static final class Skip<T> extends RowErrors<T> {
    private static final long serialVersionUID = 1L;

    private transient SkippedRecords skipped;

    Skip(String node) {
      super(node);
    }

    @Override
    public void open(MetricGroup metrics) {
      skipped = new SkippedRecords(metrics);
    }

    @Override
    public @Nullable OutputTag<BadRecord> output() {
      return null;
    }

    @Override
    public @Nullable BadRecord add(
        T row, long timestamp, String expression, ExpressionException e) {
      skipped.skip(
          node, () -> RowFailure.shortened(row), () -> e.getMessage() + " in " + expression);
      return null;
    }
  }

  private static final class DeadLetter<T> extends RowErrors<T> {
    private static final long serialVersionUID = 1L;

    private final OutputTag<BadRecord> output;
    private final RecordEncoder<T> encoder;
    private transient Counter counter;

    DeadLetter(String node, OutputTag<BadRecord> output, RecordEncoder<T> encoder) {
      super(node);
      this.output = output;
      this.encoder = encoder;
    }

    @Override
    public void open(MetricGroup metrics) {
      counter = metrics.counter("numBadRecords");
    }

    @Override
    public OutputTag<BadRecord> output() {
      return output;
    }

    @Override
    public BadRecord add(T row, long timestamp, String expression, ExpressionException e) {
      counter.inc();
      return new BadRecord(
          null,
          encoder.encode(row),
          "",
          -1,
          -1,
          timestamp,
          node,
          e.getMessage() + " in " + expression);
    }
  }
}
