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
 * @param align null: the source waits for no other
 * @param expression gives the event time; null: the field or the record's own timestamp
 */
public record TimeDecl(
    @Nullable Located<String> field,
    @Nullable ExpressionDecl expression,
    @Nullable Located<Duration> maxOutOfOrderness,
    @Nullable Located<Duration> idleAfter,
    @Nullable Align align,
    Span span,
    String path) {
  /** Sources of one group wait for one another when they are further apart than the drift. */
  public record Align(Located<String> group, Located<Duration> maxDrift) {}
}
