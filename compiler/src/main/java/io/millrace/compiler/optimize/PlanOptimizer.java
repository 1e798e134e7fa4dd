package io.millrace.compiler.optimize;

import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;

/** All rewrites in their order. */
public final class PlanOptimizer {
  private static final List<PlanRewrite> REWRITES =
      List.of(
          new DeadNodeRewrite(),
          new OldValuesRewrite(),
          new ProjectionRewrite(),
          new ConstantFoldingRewrite(),
          new FusionRewrite(),
          new PushDownRewrite(),
          new CommonExpressionRewrite(),
          new KeyReuseRewrite(),
          new PreAggregationRewrite(),
          new SliceSharingRewrite());

  private PlanOptimizer() {}

  /** The plan that is generated. */
  public static Plan optimize(Plan plan) {
    List<Step> steps = steps(plan);
    return steps.get(steps.size() - 1).plan();
  }

  /**
   * One rewrite and what it made.
   *
   * @param reason why it is done, in a few words
   * @param off whether the job's settings switch it off
   * @param plan after it
   */
  public record Step(String name, String reason, boolean off, Plan plan) {}

  /** Every rewrite in its order; the last one's plan is what is generated. */
  public static List<Step> steps(Plan plan) {
    List<Step> steps = new ArrayList<>();
    Plan result = plan;
    for (PlanRewrite rewrite : REWRITES) {
      boolean off =
          rewrite.key() != null
              && !plan.job().does(rewrite.key())
              && !(rewrite.decidesOnReads() && readsByNeed(plan));
      result = off ? result : rewrite.rewrite(result);
      steps.add(new Step(rewrite.name(), rewrite.reason(), off, result));
    }
    return steps;
  }

  /** Whether a source finds errors only in what it reads. */
  private static boolean readsByNeed(Plan plan) {
    return plan.nodes().stream()
        .anyMatch(node -> node instanceof PlanNode.DecodingSource source && source.format().fast());
  }
}
