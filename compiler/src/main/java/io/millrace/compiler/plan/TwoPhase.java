package io.millrace.compiler.plan;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.types.ScalarType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Aggregation in two steps: each subtask aggregates what it reads, and what comes of it is merged
 * per key. It must not show: the same rows come out, whenever subtasks pass on what they have.
 */
public final class TwoPhase {
  /** Functions of which a part is small, and parts can be merged in any order. */
  private static final Set<String> MERGEABLE =
      Set.of("count", "sum", "avg", "min", "max", "approx_count_distinct", "percentile");

  private TwoPhase() {}

  /**
   * Whether an aggregate runs in two steps: because it is asked for, or because all rows have one
   * key and would go to one subtask.
   */
  public static boolean applies(Plan plan, PlanNode.Aggregate node) {
    Located<Boolean> asked = node.preAggregate();
    boolean wanted = asked == null ? node.keys().isEmpty() : asked.value();
    return wanted
        && plan.job().does(JobDecl.Rewrite.PRE_AGGREGATION)
        && obstacle(plan, node) == null;
  }

  /** Why an aggregate cannot run in two steps; null if it can. */
  public static @Nullable String obstacle(Plan plan, PlanNode.Aggregate node) {
    WindowSpec window = node.window();
    if (window == null) {
      return "without a window, each row has a result";
    }
    if (window instanceof WindowSpec.Session || window instanceof WindowSpec.Count) {
      return "the rows themselves tell where its windows end";
    }
    if (window.timing().processingTime()) {
      return "in processing time, rows would get into later windows";
    }
    if (window.timing().updates()) {
      return "its windows have results before their end, or after it";
    }
    StreamRef late = new StreamRef(node.id(), PlanNode.Aggregate.LATE, node.info().span());
    boolean lateRead =
        plan.nodes().stream()
            .flatMap(reader -> reader.inputs().stream())
            .anyMatch(input -> input.display().equals(late.display()));
    if (lateRead) {
      return "its output `late` wants the rows themselves";
    }
    for (AggregateCall call : node.aggregates()) {
      if (!MERGEABLE.contains(call.function())) {
        return "`" + call.function() + "` keeps many values, or depends on the order of rows";
      }
      boolean sums = call.function().equals("sum") || call.function().equals("avg");
      if (sums && call.arguments().get(0).type() == ScalarType.DOUBLE) {
        return "the last digits of sums of `double` depend on the order of rows";
      }
    }
    return null;
  }
}
