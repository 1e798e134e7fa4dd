package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;

/** At-least-once checkpoints and an exactly-once sink contradict each other. */
final class ExactlyOnceCheckpointsRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    Located<Boolean> exactlyOnce = plan.job().exactlyOnceCheckpoints();
    if (exactlyOnce == null || exactlyOnce.value()) {
      return;
    }
    for (PlanNode node : plan.nodes()) {
      if (JobTimes.isExactlyOnce(node)) {
        out.add(
            Diagnostic.of(
                    PlanCode.PLN011,
                    exactlyOnce.span(),
                    "job.checkpoint.mode",
                    "sink `" + node.id() + "` is exactly-once, the checkpoints are not")
                .withRelated(node.info().span(), "the sink")
                .withHelp("remove the mode, or set `delivery: at-least-once` on the sink"));
      }
    }
  }
}
