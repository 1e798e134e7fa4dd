package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.TypedExpression;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a {@link KeyedProcess}.
 *
 * @param when null: always
 * @param actions in the order in which they run
 * @param span the rule's mapping
 */
public record ProcessRule(@Nullable TypedExpression when, List<Action> actions, Span span) {
  public ProcessRule {
    actions = List.copyOf(actions);
  }

  /** What a rule does. */
  public sealed interface Action {}

  /** New values of states, all computed before the first one changes. */
  public record SetStates(List<Column> values) implements Action {
    public SetStates {
      values = List.copyOf(values);
    }
  }

  /** A new element at the end of a list. */
  public record Append(String state, TypedExpression element) implements Action {}

  /** An entry of a map. */
  public record Put(String state, TypedExpression key, TypedExpression value) implements Action {}

  /** A row for an output, which has its type. */
  public record Emit(@Nullable String output, RowValue row) implements Action {}

  /** An entry of a map goes. */
  public record Remove(String state, TypedExpression key) implements Action {}

  /** A state is emptied. */
  public record Clear(String state) implements Action {}

  /** A timer is set; exactly one of {@code at} and {@code after} is there. */
  public record SetTimer(String timer, @Nullable TypedExpression at, @Nullable Duration after)
      implements Action {}

  /** A timer will not fire. */
  public record CancelTimer(String timer) implements Action {}
}
