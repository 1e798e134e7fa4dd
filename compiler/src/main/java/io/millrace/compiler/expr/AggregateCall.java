package io.millrace.compiler.expr;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.Type;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate function applied to the rows of a group.
 *
 * @param function its name without {@code _if}: {@code sum}
 * @param arguments over the row; none for {@code count()}; rows in which one is absent are skipped
 * @param fraction of {@code percentile}: from 0 to 1
 * @param condition over the row, of an {@code …_if} form: other rows are skipped
 * @param type of the result
 * @param nullable whether the result is absent where no row, or too few, took part
 * @param canonical function, arguments and condition as text that is stable under reformatting
 * @param state the same for what is kept to find the result: calls with one state share it
 */
public record AggregateCall(
    String function,
    List<TypedExpression> arguments,
    @Nullable Double fraction,
    @Nullable TypedExpression condition,
    Type type,
    boolean nullable,
    Span span,
    String canonical,
    String state) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * The same call with other expressions of the same values; what it keeps has the name that it
   * had.
   */
  AggregateCall with(UnaryOperator<TypedExpression> of) {
    return new AggregateCall(
        function,
        arguments.stream().map(of).toList(),
        fraction,
        condition == null ? null : of.apply(condition),
        type,
        nullable,
        span,
        canonical,
        state);
  }

  /** Whether there is no value of no rows. */
  public boolean needsRows() {
    return Aggregates.mayBeAbsent(function);
  }
}
