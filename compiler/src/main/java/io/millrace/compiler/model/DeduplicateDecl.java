package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one row per key.
 *
 * @param keepLast whether each row that is not older replaces the one before, rather than the first
 *     one staying
 * @param within how far apart rows are no longer duplicates; null: never
 * @param order which of two rows is the later one; empty: event time, or arrival
 */
public record DeduplicateDecl(
    NodeHead head,
    List<InputRef> inputs,
    List<NamedExpression> keys,
    boolean keepLast,
    @Nullable Located<Duration> within,
    List<OrderDecl> order,
    @Nullable Located<Duration> stateTtl)
    implements OperatorDecl {}
