package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.LateColumns;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import org.jspecify.annotations.Nullable;

/**
 * Asks filters ahead of what they do not depend on: {@link LateColumns} says which columns of a
 * fused function wait for them.
 */
final class PushDownRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.PUSH_DOWN;
  }

  @Override
  public String name() {
    return "push-down";
  }

  @Override
  public String reason() {
    return "columns that a filter does not read are computed for rows that pass it";
  }

  @Override
  public Plan rewrite(Plan plan) {
    Plan done = plan.withDone(JobDecl.Rewrite.PUSH_DOWN);
    boolean waits =
        plan.nodes().stream()
            .anyMatch(
                node ->
                    node instanceof PlanNode.Select select
                        && !LateColumns.of(done, select).isEmpty());
    return waits ? done : plan;
  }
}
