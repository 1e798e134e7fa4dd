package io.millrace.compiler.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is looked up in a plan for each of its nodes: with a search it would grow as its square. */
final class PlanIndex {
  private final Map<String, PlanNode> nodes = new HashMap<>();
  private final Map<String, List<String>> outputs = new HashMap<>();
  private final Map<String, String> operators = new HashMap<>();
  private final Set<String> read = new HashSet<>();

  PlanIndex(Plan plan) {
    for (PlanNode node : plan.nodes()) {
      nodes.put(node.id(), node);
      node.inputs().forEach(input -> read.add(input.display()));
    }
    for (String output : plan.shapes().keySet()) {
      int dot = output.indexOf('.');
      String node = dot < 0 ? output : output.substring(0, dot);
      outputs.computeIfAbsent(node, id -> new ArrayList<>()).add(output);
    }
    plan.fused().forEach((operator, ids) -> ids.forEach(id -> operators.put(id, operator)));
  }

  @Nullable PlanNode node(String id) {
    return nodes.get(id);
  }

  List<String> outputs(String node) {
    return outputs.getOrDefault(node, List.of());
  }

  @Nullable String operatorOf(String node) {
    return operators.get(node);
  }

  boolean isRead(StreamRef output) {
    return read.contains(output.display());
  }
}
