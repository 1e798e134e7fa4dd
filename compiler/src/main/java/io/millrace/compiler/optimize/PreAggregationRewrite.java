package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.plan.TwoPhase;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates and ranks ahead of the network, too, where {@link TwoPhase} says that it does not
 * show, and leaves out rows there that no ranking needs. State and uid of the node behind it are
 * the same.
 */
final class PreAggregationRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.PRE_AGGREGATION;
  }

  @Override
  public String name() {
    return "pre-aggregation";
  }

  @Override
  public String reason() {
    return "each subtask sends on less of what it reads, and the results are the same";
  }

  @Override
  public Plan rewrite(Plan plan) {
    Plan done = plan.withDone(JobDecl.Rewrite.PRE_AGGREGATION);
    return plan.nodes().stream().anyMatch(node -> applies(done, node)) ? done : plan;
  }

  private static boolean applies(Plan plan, PlanNode node) {
    if (node instanceof TopN topN) {
      return TwoPhase.applies(plan, topN) || TwoPhase.leavesOutRows(plan, topN);
    }
    return node instanceof PlanNode.Aggregate aggregate && TwoPhase.applies(plan, aggregate);
  }
}
