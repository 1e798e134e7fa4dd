package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.RowValue;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives the rules of a {@code process} other expressions. */
record ProcessMapping(UnaryOperator<TypedExpression> of) {
  List<ProcessRule> rules(List<ProcessRule> rules) {
    return rules.stream()
        .map(
            rule ->
                new ProcessRule(
                    orNull(rule.when()),
                    rule.actions().stream().map(this::action).toList(),
                    rule.span()))
        .toList();
  }

  private @Nullable TypedExpression orNull(@Nullable TypedExpression expression) {
    return expression == null ? null : of.apply(expression);
  }

  private List<Column> columns(List<Column> columns) {
    return columns.stream().map(c -> new Column(c.name(), of.apply(c.expression()))).toList();
  }

  private ProcessRule.Action action(ProcessRule.Action action) {
    if (action instanceof ProcessRule.SetStates set) {
      return new ProcessRule.SetStates(columns(set.values()));
    }
    if (action instanceof ProcessRule.Append append) {
      return new ProcessRule.Append(append.state(), of.apply(append.element()));
    }
    if (action instanceof ProcessRule.Put put) {
      return new ProcessRule.Put(put.state(), of.apply(put.key()), of.apply(put.value()));
    }
    if (action instanceof ProcessRule.Emit emit) {
      RowValue row = emit.row();
      return new ProcessRule.Emit(
          emit.output(), new RowValue(orNull(row.whole()), columns(row.columns())));
    }
    if (action instanceof ProcessRule.Remove remove) {
      return new ProcessRule.Remove(remove.state(), of.apply(remove.key()));
    }
    if (action instanceof ProcessRule.SetTimer timer) {
      return new ProcessRule.SetTimer(timer.timer(), orNull(timer.at()), timer.after());
    }
    return action; // clears a state, or cancels a timer
  }
}
