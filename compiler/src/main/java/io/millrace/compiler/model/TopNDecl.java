package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows per key in an order.
 *
 * @param rank name of a field for the row's place; null: none
 * @param allTies whether rows equal to the last one kept stay too
 * @param window null: all rows so far; a window named {@code input}: that of the results read
 */
public record TopNDecl(
    NodeHead head,
    List<InputRef> inputs,
    List<NamedExpression> keys,
    List<OrderDecl> order,
    Located<Long> limit,
    @Nullable Located<String> rank,
    boolean allTies,
    @Nullable WindowRef window,
    @Nullable Located<Duration> stateTtl)
    implements OperatorDecl {}
