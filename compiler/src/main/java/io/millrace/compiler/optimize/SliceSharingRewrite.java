package io.millrace.compiler.optimize;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.TwoPhase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets windowed aggregates over the same rows and key have the first of their two steps in common,
 * in which a row's key is looked up once, and long windows take from short ones where they can. The
 * second step of each, with its state and uid, is what it is without.
 */
final class SliceSharingRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.SLICE_SHARING;
  }

  @Override
  public String name() {
    return "slice sharing";
  }

  @Override
  public String reason() {
    return "windows over the same rows and key have the step ahead of the network in common";
  }

  @Override
  public Plan rewrite(Plan plan) {
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.Aggregate aggregate && isEligible(plan, aggregate)) {
        groups.computeIfAbsent(rowsAndKey(aggregate), k -> new ArrayList<>()).add(node.id());
      }
    }
    List<List<String>> shared = groups.values().stream().filter(ids -> ids.size() > 1).toList();
    return shared.isEmpty() ? plan : plan.withSharedSlices(shared);
  }

  private static boolean isEligible(Plan plan, PlanNode.Aggregate node) {
    return TwoPhase.applies(plan, node) && node.info().onError() instanceof ErrorPolicy.Fail;
  }

  private static List<String> rowsAndKey(PlanNode.Aggregate node) {
    List<String> parts = new ArrayList<>();
    node.inputs().stream().map(StreamRef::display).forEach(parts::add);
    parts.add("by");
    for (Column key : node.keys()) {
      parts.add(
          key.expression().canonical()
              + ": "
              + key.expression().type()
              + (key.expression().nullable() ? "?" : ""));
    }
    return parts;
  }
}
