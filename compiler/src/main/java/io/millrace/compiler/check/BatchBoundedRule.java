package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;

/** A batch job must come to an end. */
final class BatchBoundedRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    if (plan.job().mode() == null || plan.job().mode().value() != JobDecl.Mode.BATCH) {
      return;
    }
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.Source source && !source.isBounded()) {
        String help =
            node instanceof PlanNode.DatagenSource
                ? "give it a `count`"
                : "`stop: latest` reads what is there when the job starts";
        out.add(
            Diagnostic.of(
                    PlanCode.PLN018,
                    node.info().span(),
                    node.info().path(),
                    "source `" + node.id() + "` never ends, and the job runs in batch mode")
                .withHelp(help));
      }
    }
  }
}
