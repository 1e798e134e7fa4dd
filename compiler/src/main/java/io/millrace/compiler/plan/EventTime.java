package io.millrace.compiler.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where event time comes from and how far rows may be out of order.
 *
 * @param field the timestamp field; null: the Kafka record's timestamp
 * @param idleAfter null: a silent partition holds the watermark back
 */
public record EventTime(
    @Nullable String field, Duration maxOutOfOrderness, @Nullable Duration idleAfter) {}
