package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which outputs send the old values ahead of an update. They double the rows, so they are
 * sent only where something behind the output takes them back; what can be made from the new row
 * alone (a sink's upsert, a filter's delete) does without.
 */
final class OldValuesRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return null;
  }

  @Override
  public String name() {
    return "old-values";
  }

  @Override
  public String reason() {
    return "old values are sent only where a reader needs them";
  }

  @Override
  public Plan rewrite(Plan plan) {
    if (plan.shapes().values().stream().allMatch(shape -> shape.mode().isAppend())) {
      return plan;
    }
    OldValueNeeds needs = new OldValueNeeds(plan);
    List<PlanNode> nodes = plan.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).accept(needs);
    }
    Set<String> needed = needs.outputs();
    Map<String, StreamShape> shapes = new LinkedHashMap<>();
    plan.shapes()
        .forEach((name, shape) -> shapes.put(name, shape.withOldValues(needed.contains(name))));
    return plan.with(nodes, shapes);
  }
}
