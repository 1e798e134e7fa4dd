package io.millrace.compiler.expr;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function applied to the rows of a group.
 *
 * @param function its name without {@code _if}: {@code sum}
 * @param argument over the row; null for {@code count()}; rows in which it is absent are skipped
 * @param condition over the row, of an {@code …_if} form: other rows are skipped
 * @param type of the result
 * @param nullable whether the result is absent where no row took part
 * @param canonical function, argument and condition as text that is stable under reformatting
 */
public record AggregateCall(
    String function,
    @Nullable TypedExpression argument,
    @Nullable TypedExpression condition,
    Type type,
    boolean nullable,
    Span span,
    String canonical) {}
