package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.plan.Plan;
import java.util.List;

/** All rules. */
public final class PlanRules {
  private static final List<PlanRule> ALL =
      List.of(
          new UnusedNodeRule(),
          new TransactionTimeoutRule(),
          new ExactlyOnceCheckpointsRule(),
          new BatchBoundedRule(),
          new CheckpointTimeoutRule(),
          new UnboundedStateRule(),
          new StateUseRule(),
          new RecordSizeRule(),
          new ConstantKeyRule(),
          new ProcessingTimeRule());

  private PlanRules() {}

  /** What the rules find, by position. */
  public static List<Diagnostic> check(Plan plan) {
    Diagnostics out = new Diagnostics();
    for (PlanRule rule : ALL) {
      rule.check(plan, out);
    }
    return out.sorted();
  }
}
