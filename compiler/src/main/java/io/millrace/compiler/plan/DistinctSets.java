package io.millrace.compiler.plan;

import io.millrace.compiler.expr.AggregateCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distinct values that an aggregate keeps: calls over the same value have one set in common, in
 * which each value has the filters that it passed.
 */
public final class DistinctSets {
  private static final Set<String> FUNCTIONS = Set.of("count_distinct", "collect_distinct");

  private DistinctSets() {}

  /** Whether a call keeps distinct values, where no rows are taken back. */
  public static boolean isDistinct(AggregateCall call) {
    return FUNCTIONS.contains(call.function());
  }

  /** The set that a call is part of: its identity in state. */
  public static String identity(AggregateCall call) {
    return "distinct(" + call.arguments().get(0).canonical() + ")";
  }

  /** A line for each set that several filters have in common. */
  static List<String> display(Plan plan, PlanNode.Aggregate node) {
    boolean updating =
        node.inputs().stream().anyMatch(input -> !plan.shape(input).mode().isAppend());
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    for (AggregateCall call : node.aggregates()) {
      if (isDistinct(call) && !updating) {
        filters.computeIfAbsent(identity(call), i -> new LinkedHashSet<>()).add(call.state());
      }
    }
    List<String> lines = new ArrayList<>();
    filters.forEach(
        (identity, states) -> {
          if (states.size() > 1) {
            lines.add(identity + ": one set with " + states.size() + " filters");
          }
        });
    return lines;
  }
}
