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
   * Whether an aggregate runs in two steps: where it can, unless it shall not, or its rows need not
   * go over the network.
   */
  public static boolean applies(Plan plan, PlanNode.Aggregate node) {
    Located<Boolean> asked = node.preAggregate();
    return (asked == null || asked.value()) && wanted(plan, node) && obstacle(plan, node) == null;
  }

  /** Whether an aggregate will run in two steps because it is written so. */
  public static boolean asked(Plan plan, PlanNode.Aggregate node) {
    return node.preAggregate() != null
        && node.preAggregate().value()
        && plan.job().does(JobDecl.Rewrite.PRE_AGGREGATION)
        && obstacle(plan, node) == null;
  }

  /** Whether each subtask ranks what it reads of a window, and sends on the first rows only. */
  public static boolean applies(Plan plan, TopN node) {
    return node.window() != null
        && wanted(plan, node)
        && obstacle(plan, node, TopN.LATE, node.window()) == null;
  }

  /**
   * Whether each subtask leaves out rows that cannot be among the first: of an input that only adds
   * rows, and not in batches, which come in another order.
   */
  public static boolean leavesOutRows(Plan plan, TopN node) {
    Located<JobDecl.Mode> mode = plan.job().mode();
    return node.window() == null
        && node.replaces() instanceof TopN.Replaces.Nothing
        && (mode == null || mode.value() == JobDecl.Mode.STREAMING)
        && wanted(plan, node);
  }

  private static boolean wanted(Plan plan, PlanNode node) {
    return plan.did(JobDecl.Rewrite.PRE_AGGREGATION) && !plan.keptPlaces().contains(node.id());
  }

  /** Why an aggregate cannot run in two steps; null if it can. */
  public static @Nullable String obstacle(Plan plan, PlanNode.Aggregate node) {
    WindowSpec window = node.window();
    if (window == null) {
      return "without a window, each row has a result";
    }
    String obstacle = obstacle(plan, node, PlanNode.Aggregate.LATE, window);
    if (obstacle != null) {
      return obstacle;
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

  private static @Nullable String obstacle(
      Plan plan, PlanNode node, String lateOutput, WindowSpec window) {
    if (window instanceof WindowSpec.Session || window instanceof WindowSpec.Count) {
      return "the rows themselves tell where its windows end";
    }
    if (window.timing().processingTime()) {
      return "in processing time, rows would get into later windows";
    }
    if (window.timing().updates()) {
      return "its windows have results before their end, or after it";
    }
    StreamRef late = new StreamRef(node.id(), lateOutput, node.info().span());
    return plan.isRead(late) ? "its output `late` wants the rows themselves" : null;
  }
}
