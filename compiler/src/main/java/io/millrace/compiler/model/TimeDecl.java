package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Event time of a source.
 *
 * @param field the timestamp field; null: the Kafka record's own timestamp ({@code time: {from:
 *     record}}) or the expression
 * @param expression gives the event time; null: the field or the record's own timestamp
 */
public record TimeDecl(
    @Nullable Located<String> field,
    @Nullable ExpressionDecl expression,
    @Nullable Located<Duration> maxOutOfOrderness,
    @Nullable Located<Duration> idleAfter,
    Span span,
    String path) {}
