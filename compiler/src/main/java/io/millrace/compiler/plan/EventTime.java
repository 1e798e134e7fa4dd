package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where event time comes from and how far rows may be out of order.
 *
 * @param field the timestamp field; null: the expression, or the Kafka record's timestamp
 * @param expression over the row; where it is absent, the row has no event time of its own
 * @param idleAfter null: a silent partition holds the watermark back
 * @param align null: the source waits for no other
 */
public record EventTime(
    @Nullable String field,
    @Nullable TypedExpression expression,
    Duration maxOutOfOrderness,
    @Nullable Duration idleAfter,
    @Nullable Align align) {
  /** Event time of a field, an expression, or the record, for a source that waits for no other. */
  public EventTime(
      @Nullable String field,
      @Nullable TypedExpression expression,
      Duration maxOutOfOrderness,
      @Nullable Duration idleAfter) {
    this(field, expression, maxOutOfOrderness, idleAfter, null);
  }

  /** The same, found by another expression of the same value. */
  public EventTime with(TypedExpression newExpression) {
    return new EventTime(field, newExpression, maxOutOfOrderness, idleAfter, align);
  }

  /** The same, waiting for other sources. */
  public EventTime with(@Nullable Align newAlign) {
    return new EventTime(field, expression, maxOutOfOrderness, idleAfter, newAlign);
  }

  /** Sources of one group wait for one another when they are further apart than the drift. */
  public record Align(String group, Duration maxDrift) {}
}
