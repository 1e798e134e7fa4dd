package io.millrace.compiler.check;

import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinTime;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.TopN;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds operators whose results wait for the watermark. */
public final class EventTimeWaits {
  private EventTimeWaits() {}

  /** The first operator behind a node that waits for its watermark; null: there is none. */
  public static @Nullable PlanNode behind(Plan plan, PlanNode source) {
    Set<String> reached = new HashSet<>(Set.of(source.id()));
    for (PlanNode node : plan.nodes()) {
      if (node.inputs().stream().anyMatch(input -> reached.contains(input.node()))) {
        if (waits(node, plan)) {
          return node;
        }
        reached.add(node.id());
      }
    }
    return null;
  }

  private static boolean waits(PlanNode node, Plan plan) {
    if (node instanceof PlanNode.Aggregate aggregate) {
      return aggregate.window() != null && aggregate.window().needsWatermarks();
    } else if (node instanceof TopN top) {
      return top.window() != null && top.window().needsWatermarks();
    } else if (node instanceof Join join) {
      return join.time() instanceof JoinTime.Windowed windowed
          ? windowed.window().needsWatermarks()
          : join.time().byEventTime();
    } else if (node instanceof Deduplicate deduplicate) {
      return deduplicate.eventTime();
    } else if (node instanceof KeyedProcess process) {
      return process.timers().stream().anyMatch(timer -> !timer.processingTime());
    }
    return node instanceof PatternMatch pattern
        && pattern.inputs().stream().allMatch(input -> plan.shape(input).watermarked());
  }
}
