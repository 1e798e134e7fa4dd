package io.millrace.local.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;

/** What one job counts that is no row: records that are left out, and conditions on results. */
final class Counters {
  private static final String SKIPPED = "numRecordsSkipped";

  private final Map<String, List<InterceptingOperatorMetricGroup>> operators = new HashMap<>();
  private final Map<String, List<Counter>> sources = new HashMap<>();
  private final Map<String, long[]> conditions = new HashMap<>();

  /** Metrics of the operator of that uid. */
  TaskMetricGroup ofOperator(String uid) {
    return new InterceptingTaskMetricGroup() {
      @Override
      public InternalOperatorMetricGroup getOrAddOperator(
          OperatorID id, String name, Map<String, String> variables) {
        InterceptingOperatorMetricGroup group = new InterceptingOperatorMetricGroup();
        operators.computeIfAbsent(uid, key -> new ArrayList<>()).add(group);
        return group;
      }
    };
  }

  /** Metrics of the source of that uid. */
  MetricGroup ofSource(String uid) {
    return new UnregisteredMetricsGroup() {
      @Override
      public Counter counter(String name) {
        Counter counter = super.counter(name);
        if (name.equals(SKIPPED)) {
          sources.computeIfAbsent(uid, key -> new ArrayList<>()).add(counter);
        }
        return counter;
      }
    };
  }

  /** A condition on the results of a node held, or did not. */
  void decided(String uid, boolean held) {
    conditions.computeIfAbsent(uid, key -> new long[2])[held ? 1 : 0]++;
  }

  /** The records that a node left out. */
  long skipped(String uid) {
    long sum = sources.getOrDefault(uid, List.of()).stream().mapToLong(Counter::getCount).sum();
    for (InterceptingOperatorMetricGroup group : operators.getOrDefault(uid, List.of())) {
      if (group.get(SKIPPED) instanceof Counter counter) {
        sum += counter.getCount();
      }
    }
    return sum;
  }

  long decisions(String uid, boolean held) {
    return conditions.getOrDefault(uid, new long[2])[held ? 1 : 0];
  }
}
