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
 */
public record EventTime(
    @Nullable String field,
    @Nullable TypedExpression expression,
    Duration maxOutOfOrderness,
    @Nullable Duration idleAfter) {}
