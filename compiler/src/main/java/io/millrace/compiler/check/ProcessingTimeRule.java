package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;

/** Warns of windows by the clock over rows that have event time. */
final class ProcessingTimeRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.Aggregate aggregate
          && aggregate.window() != null
          && aggregate.window().timing().processingTime()
          && node.inputs().stream().allMatch(input -> plan.shape(input).watermarked())) {
        out.add(
            Diagnostic.of(
                    LintCode.LNT003,
                    node.info().span(),
                    node.info().path() + ".window",
                    "the rows of `"
                        + node.id()
                        + "` have event time, but its windows go by the clock")
                .withHelp("leave `time: processing` out of the window"));
      }
    }
  }
}
