package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.model.PipelineDecl;
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
          new ProcessingTimeRule(),
          new PreAggregateRule());

  private static final List<LintRule> LINTS =
      List.of(
          new IdlePartitionRule(),
          new UncommittedReadRule(),
          new BadRecordsRule(),
          new DerivedGroupRule(),
          new RepeatedSourceRule());

  private PlanRules() {}

  /**
   * What the rules find, by position.
   *
   * @param written what the plan is made of
   */
  public static List<Diagnostic> check(PipelineDecl written, Plan plan) {
    Diagnostics out = new Diagnostics();
    for (PlanRule rule : ALL) {
      rule.check(plan, out);
    }
    for (LintRule rule : LINTS) {
      rule.check(written, plan, out);
    }
    return out.sorted();
  }
}
