package io.millrace.compiler.optimize;

import io.millrace.compiler.plan.Plan;
import java.util.List;

/** All rewrites in their order. */
public final class PlanOptimizer {
  private static final List<PlanRewrite> REWRITES =
      List.of(new DeadNodeRewrite(), new ProjectionRewrite(), new OldValuesRewrite());

  private PlanOptimizer() {}

  public static Plan optimize(Plan plan) {
    Plan result = plan;
    for (PlanRewrite rewrite : REWRITES) {
      result = rewrite.rewrite(result);
    }
    return result;
  }
}
