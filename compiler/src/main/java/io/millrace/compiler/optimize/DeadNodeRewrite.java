package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out nodes from which no row reaches a sink. */
final class DeadNodeRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.DEAD_NODES;
  }

  @Override
  public String name() {
    return "dead nodes";
  }

  @Override
  public String reason() {
    return "no row of these nodes reaches a sink";
  }

  @Override
  public boolean decidesOnReads() {
    return true;
  }

  @Override
  public Plan rewrite(Plan plan) {
    Set<String> live = new HashSet<>();
    List<PlanNode> nodes = plan.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      boolean sendsDeadLetters = node.info().onError() instanceof ErrorPolicy.DeadLetter;
      if (node instanceof PlanNode.Sink || sendsDeadLetters) {
        live.add(node.id());
      }
      if (live.contains(node.id())) {
        node.inputs().forEach(input -> live.add(input.node()));
      }
    }
    List<PlanNode> kept = nodes.stream().filter(n -> live.contains(n.id())).toList();
    if (kept.size() == nodes.size()) {
      return plan;
    }
    Map<String, StreamShape> shapes = new LinkedHashMap<>();
    plan.shapes()
        .forEach(
            (name, shape) -> {
              int dot = name.indexOf('.');
              if (live.contains(dot < 0 ? name : name.substring(0, dot))) {
                shapes.put(name, shape);
              }
            });
    return plan.with(kept, shapes);
  }
}
