package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.TwoPhase;

/** Refuses {@code pre-aggregate: true} where two steps would not give what one step gives. */
final class PreAggregateRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.Aggregate aggregate
          && aggregate.preAggregate() != null
          && aggregate.preAggregate().value()) {
        String obstacle = TwoPhase.obstacle(plan, aggregate);
        if (obstacle != null) {
          out.add(
              Diagnostic.of(
                  PlanCode.PLN167,
                  aggregate.preAggregate().span(),
                  node.info().path() + ".pre-aggregate",
                  "`" + node.id() + "` cannot be aggregated in two steps: " + obstacle));
        }
      }
    }
  }
}
