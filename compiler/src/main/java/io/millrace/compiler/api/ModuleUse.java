package io.millrace.compiler.api;

import io.millrace.compiler.diag.Span;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.RuntimeModule;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that needs an optional part of the runtime.
 *
 * @param groupId of the Maven artifact that the project must have
 * @param artifactId of it, as {@code millrace-jdbc}
 * @param path the node, as {@code sinks.totals}
 * @param where it is declared
 */
public record ModuleUse(String groupId, String artifactId, String path, Span where) {
  /** The uses of a plan, in its order; a node may need several modules. */
  static List<ModuleUse> of(Plan plan) {
    List<ModuleUse> uses = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      for (RuntimeModule module : node.modules()) {
        uses.add(
            new ModuleUse(
                RuntimeModule.GROUP_ID,
                module.artifactId(),
                node.info().path(),
                node.info().span()));
      }
    }
    return List.copyOf(uses);
  }
}
