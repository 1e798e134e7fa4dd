package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.TypedExpression;
import java.time.Duration;
import java.util.ArrayList;
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

  /** All expressions of the rule. */
  public List<TypedExpression> expressions() {
    List<TypedExpression> all = new ArrayList<>();
    if (when != null) {
      all.add(when);
    }
    actions.forEach(action -> all.addAll(action.expressions()));
    return all;
  }

  /** What a rule does. */
  public sealed interface Action {
    /** What is evaluated for it. */
    default List<TypedExpression> expressions() {
      return List.of();
    }
  }

  /** New values of states, all computed before the first one changes. */
  public record SetStates(List<Column> values) implements Action {
    public SetStates {
      values = List.copyOf(values);
    }

    @Override
    public List<TypedExpression> expressions() {
      return values.stream().map(Column::expression).toList();
    }
  }

  /** A new element at the end of a list. */
  public record Append(String state, TypedExpression element) implements Action {
    @Override
    public List<TypedExpression> expressions() {
      return List.of(element);
    }
  }

  /** An entry of a map. */
  public record Put(String state, TypedExpression key, TypedExpression value) implements Action {
    @Override
    public List<TypedExpression> expressions() {
      return List.of(key, value);
    }
  }

  /** A row for an output, which has its type. */
  public record Emit(@Nullable String output, RowValue row) implements Action {
    @Override
    public List<TypedExpression> expressions() {
      return row.whole() != null
          ? List.of(row.whole())
          : row.columns().stream().map(Column::expression).toList();
    }
  }

  /** An entry of a map goes. */
  public record Remove(String state, TypedExpression key) implements Action {
    @Override
    public List<TypedExpression> expressions() {
      return List.of(key);
    }
  }

  /** A state is emptied. */
  public record Clear(String state) implements Action {}

  /** A timer is set; exactly one of {@code at} and {@code after} is there. */
  public record SetTimer(String timer, @Nullable TypedExpression at, @Nullable Duration after)
      implements Action {
    @Override
    public List<TypedExpression> expressions() {
      return at == null ? List.of() : List.of(at);
    }
  }

  /** A timer will not fire. */
  public record CancelTimer(String timer) implements Action {}
}
