package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.ConstantFolding;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes parts of expressions that are the same for every row. It comes behind what decides on
 * fields: what nodes keep is decided by what stands in the YAML.
 */
final class ConstantFoldingRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.CONSTANT_FOLDING;
  }

  @Override
  public String name() {
    return "constant folding";
  }

  @Override
  public String reason() {
    return "what is the same for every row is computed once, by the compiler";
  }

  @Override
  public Plan rewrite(Plan plan) {
    ExpressionMapping folding = new ExpressionMapping(ConstantFolding::fold);
    List<PlanNode> nodes = plan.nodes().stream().map(node -> node.accept(folding)).toList();
    return nodes.equals(plan.nodes()) ? plan : plan.with(nodes, plan.shapes());
  }
}
