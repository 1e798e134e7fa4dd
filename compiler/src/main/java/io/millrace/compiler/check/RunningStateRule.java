package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;

/** Warns of state that grows with the number of keys and never shrinks. */
final class RunningStateRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.Aggregate aggregate
          && aggregate.window() == null
          && aggregate.ttl() == null
          && !aggregate.keys().isEmpty()) {
        out.add(
            Diagnostic.of(
                    PlanCode.PLN020,
                    node.info().span(),
                    node.info().path(),
                    "`" + node.id() + "` keeps state for every key that it ever saw")
                .withHelp("`job: { state: { ttl: 7d } }`, or give it a window"));
      }
    }
  }
}
