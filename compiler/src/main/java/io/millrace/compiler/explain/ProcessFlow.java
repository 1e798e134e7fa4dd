package io.millrace.compiler.explain;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.ProcessRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rules of a {@code process} put into rows and into state. */
final class ProcessFlow {
  private ProcessFlow() {}

  /** What an emitted field is made of; a row that is emitted whole passes its fields on. */
  static List<TypedExpression> emitted(KeyedProcess node, @Nullable String output, String field) {
    List<TypedExpression> made = new ArrayList<>();
    actions(node)
        .filter(ProcessRule.Emit.class::isInstance)
        .map(ProcessRule.Emit.class::cast)
        .filter(emit -> Objects.equals(emit.output(), output))
        .forEach(
            emit ->
                emit.row().columns().stream()
                    .filter(column -> column.name().equals(field))
                    .map(Column::expression)
                    .forEach(made::add));
    return made;
  }

  /** What a state holds, and what the states hold that it is made of. */
  static List<TypedExpression> kept(KeyedProcess node, String state) {
    List<TypedExpression> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(state));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      for (TypedExpression value : values(node, next)) {
        all.add(value);
        value.reads().stream()
            .filter(read -> read.slot().equals("state"))
            .map(FieldRead::field)
            .forEach(open::push);
      }
    }
    return all;
  }

  private static List<TypedExpression> values(KeyedProcess node, String state) {
    List<TypedExpression> values = new ArrayList<>();
    actions(node)
        .forEach(
            action -> {
              if (action instanceof ProcessRule.SetStates set) {
                set.values().stream()
                    .filter(column -> column.name().equals(state))
                    .map(Column::expression)
                    .forEach(values::add);
              } else if (action instanceof ProcessRule.Append append
                  && append.state().equals(state)) {
                values.add(append.element());
              } else if (action instanceof ProcessRule.Put put && put.state().equals(state)) {
                values.add(put.key());
                values.add(put.value());
              }
            });
    return values;
  }

  private static Stream<ProcessRule.Action> actions(KeyedProcess node) {
    return Stream.concat(
            node.onEvent().stream(), node.timers().stream().flatMap(t -> t.rules().stream()))
        .flatMap(rule -> rule.actions().stream());
  }
}
