package io.millrace.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class FusedFunctionTest {
  /** Two filters with a value computed between them. */
  private static final class Halves extends FusedFunction<Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    protected List<String> filters() {
      return List.of("even", "large");
    }

    @Override
    public void flatMap(Long row, Collector<String> out) {
      if (row % 2 != 0) {
        return;
      }
      passed(0);
      long half = row / 2;
      if (half <= 10) {
        return;
      }
      passed(1);
      out.collect("half " + half);
    }
  }

  @Test
  void keepsEventTimesAndCountsWhatEachFilterLetsPass() throws Exception {
    Map<String, Counter> counters = new HashMap<>();
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, Map<String, String> variables) {
            return new InterceptingOperatorMetricGroup() {
              @Override
              public MetricGroup addGroup(String key, String value) {
                return new Counters(key + "." + value + ".", counters);
              }
            };
          }
        };
    try (MockEnvironment environment = new MockEnvironmentBuilder().setMetricGroup(task).build();
        OneInputStreamOperatorTestHarness<Long, String> harness =
            new OneInputStreamOperatorTestHarness<>(
                new StreamFlatMap<>(new Halves()), environment)) {
      harness.open();
      for (long row : new long[] {1, 2, 24, 30, 31}) {
        harness.processElement(row, row * 1000);
      }
      assertThat(harness.getOutput())
          .containsExactly(
              new StreamRecord<>("half 12", 24_000), new StreamRecord<>("half 15", 30_000));
      assertThat(counters.get("node.even.numRecordsOut").getCount()).isEqualTo(3);
      assertThat(counters.get("node.large.numRecordsOut").getCount()).isEqualTo(2);
    }
  }

  /** A group whose counters can be found by their names. */
  private static final class Counters extends UnregisteredMetricsGroup {
    private final String scope;
    private final Map<String, Counter> found;

    Counters(String scope, Map<String, Counter> found) {
      this.scope = scope;
      this.found = found;
    }

    @Override
    public Counter counter(String name) {
      return found.computeIfAbsent(scope + name, key -> new SimpleCounter());
    }
  }
}
