package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.StateSlot;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of states of a process that no rule changes, or that no expression reads. */
final class StateUseRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      if (node instanceof KeyedProcess process) {
        Uses uses = new Uses();
        process.onEvent().forEach(uses::rule);
        process.timers().forEach(timer -> timer.rules().forEach(uses::rule));
        process.slots().forEach(state -> report(process, state, uses, out));
      }
    }
  }

  private static void report(KeyedProcess node, StateSlot state, Uses uses, Diagnostics out) {
    boolean written = uses.written.contains(state.name());
    if (written && uses.read.contains(state.name())) {
      return;
    }
    out.add(
        Diagnostic.of(
            PlanCode.PLN094,
            state.span(),
            node.info().path() + ".state." + state.name(),
            written
                ? "no expression reads `state." + state.name() + "`"
                : "no rule changes `state." + state.name() + "`"));
  }

  private static final class Uses {
    final Set<String> written = new HashSet<>();
    final Set<String> read = new HashSet<>();

    void rule(ProcessRule rule) {
      reads(rule.when());
      for (ProcessRule.Action action : rule.actions()) {
        if (action instanceof ProcessRule.SetStates set) {
          for (Column value : set.values()) {
            written.add(value.name());
            reads(value.expression());
          }
        } else if (action instanceof ProcessRule.Append append) {
          written.add(append.state());
          reads(append.element());
        } else if (action instanceof ProcessRule.Put put) {
          written.add(put.state());
          reads(put.key());
          reads(put.value());
        } else if (action instanceof ProcessRule.Remove remove) {
          reads(remove.key());
        } else if (action instanceof ProcessRule.Emit emit) {
          reads(emit.row().whole());
          emit.row().columns().forEach(column -> reads(column.expression()));
        } else if (action instanceof ProcessRule.SetTimer timer) {
          reads(timer.at());
        }
      }
    }

    private void reads(@Nullable TypedExpression expression) {
      if (expression != null) {
        expression.reads().stream()
            .filter(r -> r.slot().equals("state"))
            .forEach(r -> read.add(r.field()));
      }
    }
  }
}
