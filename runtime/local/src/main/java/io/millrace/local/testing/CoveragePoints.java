package io.millrace.local.testing;

import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What rows can reach in a pipeline: every output of every node, every sink, both sides of a
 * filter, and the way of rows that a node cannot work on.
 */
final class CoveragePoints {
  /** How many rows have to be counted for a point to be reached. */
  private interface Rule {
    boolean isReached(ToLongFunction<String> rows);
  }

  private final Map<CoveragePoint, Rule> rules = new LinkedHashMap<>();
  private final Plan plan;

  private CoveragePoints(Plan plan) {
    this.plan = plan;
    for (PlanNode node : plan.nodes()) {
      add(node);
    }
  }

  static CoveragePoints of(Plan plan) {
    return new CoveragePoints(plan);
  }

  List<CoveragePoint> all() {
    return List.copyOf(rules.keySet());
  }

  /**
   * The points that were reached.
   *
   * @param rows how many came in a sink, a node or a named output
   */
  List<CoveragePoint> reached(ToLongFunction<String> rows) {
    List<CoveragePoint> reached = new ArrayList<>();
    rules.forEach(
        (point, rule) -> {
          if (rule.isReached(rows)) {
            reached.add(point);
          }
        });
    return reached;
  }

  private void add(PlanNode node) {
    String id = node.id();
    if (node instanceof PlanNode.Filter) {
      add(node, "keeps", rows -> rows.applyAsLong(id) > 0);
      add(node, "drops", rows -> in(node, rows) > rows.applyAsLong(id));
    } else if (node instanceof PlanNode.Sink || plan.shapes().containsKey(id)) {
      add(node, "rows", rows -> rows.applyAsLong(id) > 0);
    }
    for (String output : plan.shapes().keySet()) {
      if (output.startsWith(id + ".") && isRead(output)) {
        add(node, output, rows -> rows.applyAsLong(output) > 0);
      }
    }
    if (node.info().onError() instanceof ErrorPolicy.DeadLetter) {
      add(node, "bad records", rows -> rows.applyAsLong(id + "-bad-records") > 0);
    }
  }

  private boolean isRead(String output) {
    return plan.nodes().stream()
        .flatMap(node -> node.inputs().stream())
        .anyMatch(input -> input.display().equals(output));
  }

  private static long in(PlanNode node, ToLongFunction<String> rows) {
    return node.inputs().stream().map(StreamRef::display).mapToLong(rows).sum();
  }

  private void add(PlanNode node, String what, Rule rule) {
    rules.put(
        new CoveragePoint(
            node.id(), what, node.info().span().source().name(), node.info().span().line()),
        rule);
  }
}
