package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Warns of sources, operators and route outputs that nothing reads. A fragment may offer more than
 * one of its users needs.
 */
final class UnusedNodeRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    Set<String> read = new HashSet<>();
    for (PlanNode node : plan.nodes()) {
      node.inputs().forEach(input -> read.add(input.display()));
      node.inputs().forEach(input -> read.add(input.node()));
    }
    for (PlanNode node : plan.nodes()) {
      boolean ofFragment = node.id().contains("/");
      if (!(node instanceof PlanNode.Sink) && !ofFragment && !read.contains(node.id())) {
        out.add(
            Diagnostic.of(
                PlanCode.PLN002,
                node.info().span(),
                node.info().path(),
                "nothing reads `" + node.id() + "`, so it is left out of the job"));
      }
    }
  }
}
