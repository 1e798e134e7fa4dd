package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StateSpec;

/** Warns of state that grows with the number of keys and never shrinks, naming it. */
final class UnboundedStateRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      for (StateSpec state : node.states()) {
        if (state.bound() == null) {
          out.add(
              Diagnostic.of(
                      PlanCode.PLN020,
                      node.info().span(),
                      node.info().path(),
                      "`" + node.id() + "` keeps " + state.what() + ", for ever")
                  .withHelp(state.help()));
        }
      }
    }
  }
}
