package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class SliceWindowTest {
  private static final SlicedWindows TEN = Windows.tumbling(Duration.ofMillis(10));

  private static OneInputStreamOperator<Tuple3<String, Long, Long>, String> operator(
      WindowSpec windows) {
    return WindowOperators.aggregate(windows, new Collected(), Collected.ACCUMULATOR);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple3<String, Long, Long>, String>
      harness(WindowSpec windows) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator(windows), row -> row.f0, Types.STRING);
    harness.setStateBackend(new HashMapStateBackend());
    return harness;
  }

  private static Tuple3<String, Long, Long> row(String key, long time, long id) {
    return Tuple3.of(key, time, id);
  }

  private static List<String> values(
      KeyedOneInputStreamOperatorTestHarness<String, ?, String> harness) {
    return harness.extractOutputValues();
  }

  @Test
  void countsLateRowsWithAndWithoutASideOutput() throws Exception {
    OutputTag<Tuple3<String, Long, Long>> late = new OutputTag<>("late", Collected.ROW);
    for (OutputTag<Tuple3<String, Long, Long>> tag : Arrays.asList(null, late)) {
      InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
      InterceptingTaskMetricGroup task =
          new InterceptingTaskMetricGroup() {
            @Override
            public InternalOperatorMetricGroup getOrAddOperator(
                OperatorID id, String name, Map<String, String> variables) {
              return metrics;
            }
          };
      try (MockEnvironment environment =
              new MockEnvironmentBuilder().setMetricGroup(task).setMaxParallelism(8).build();
          var harness =
              new KeyedOneInputStreamOperatorTestHarness<>(
                  WindowOperators.aggregate(TEN, new Collected(), Collected.ACCUMULATOR, tag),
                  row -> row.f0,
                  Types.STRING,
                  environment)) {
        harness.open();
        harness.processWatermark(9);
        harness.processElement(row("a", 9, 1), 9);
        harness.processElement(row("a", 10, 2), 10);
        harness.processWatermark(19);
        assertThat(values(harness)).containsExactly("a[10,20)[2]");
        assertThat(((Counter) metrics.get("numLateRecordsDropped")).getCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesRowsWithoutEventTime() throws Exception {
    try (var harness = harness(TEN)) {
      harness.open();
      assertThatThrownBy(() -> harness.processElement(new StreamRecord<>(row("a", 0, 1))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no event time");
    }
  }

  @Test
  void rowsBehindABarrierAreNotInItsCheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(TEN)) {
      harness.open();
      harness.processElement(row("a", 1, 1), 1);
      var futures =
          harness
              .getOperator()
              .snapshotState(
                  1,
                  1,
                  new CheckpointOptions(
                      CheckpointType.CHECKPOINT, CheckpointStorageLocationReference.getDefault()),
                  new MemCheckpointStreamFactory(1 << 20));
      // The snapshot is written while the task goes on.
      harness.processElement(row("a", 2, 2), 2);
      state = OperatorSnapshotFinalizer.create(futures).getJobManagerOwnedState();
      harness.processElement(row("a", 3, 3), 3);
      harness.processWatermark(9);
      assertThat(values(harness)).containsExactly("a[0,10)[1, 2, 3]");
    }
    try (var restored = harness(TEN)) {
      restored.initializeState(state);
      restored.open();
      restored.processWatermark(9);
      assertThat(values(restored)).containsExactly("a[0,10)[1]");
    }
  }

  @Test
  void windowsOfAnotherShapeStartEmptyAfterARestore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Windows.sliding(Duration.ofMillis(10), Duration.ofMillis(5)))) {
      harness.open();
      harness.processElement(row("a", 1, 1), 1);
      harness.processWatermark(2);
      state = harness.snapshot(1, 1);
    }
    try (var restored = harness(Windows.tumbling(Duration.ofMillis(4)))) {
      restored.initializeState(state);
      restored.open();
      restored.processElement(row("a", 5, 2), 5);
      restored.processWatermark(4);
      restored.processElement(row("a", 6, 3), 6);
      restored.processWatermark(100);
      assertThat(values(restored)).containsExactly("a[4,8)[2, 3]");
    }
  }

  @Test
  void stateGoesAlsoWhenAllowedLatenessChangesWithARestore() throws Exception {
    for (int[] change : new int[][] {{20, 5}, {5, 20}, {0, 20}, {20, 0}}) {
      OperatorSubtaskState state;
      try (var harness = harness(TEN.allowedLateness(Duration.ofMillis(change[0])))) {
        harness.open();
        harness.processElement(row("a", 1, 1), 1);
        harness.processElement(row("b", 11, 2), 11);
        harness.processWatermark(12);
        state = harness.snapshot(1, 1);
      }
      try (var restored = harness(TEN.allowedLateness(Duration.ofMillis(change[1])))) {
        restored.initializeState(state);
        restored.open();
        restored.processWatermark(500);
        assertThat(values(restored)).containsExactly("b[10,20)[2]");
        assertThat(restored.numKeyedStateEntries()).as("%s", (Object) change).isZero();
      }
    }
  }

  @Test
  void slicesMergeInTheOrderOfTime() throws Exception {
    Aggregator<String, Tuple3<String, Long, Long>, List<Long>, String> unsorted =
        new Aggregator<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public List<Long> createAccumulator() {
            return new ArrayList<>();
          }

          @Override
          public void add(List<Long> accumulator, Tuple3<String, Long, Long> row, long timestamp) {
            accumulator.add(row.f2);
          }

          @Override
          public void merge(List<Long> into, List<Long> from) {
            into.addAll(from);
          }

          @Override
          public void emit(
              String key, long start, long end, List<Long> accumulator, Collector<String> out) {
            out.collect(start + ".." + end + accumulator);
          }
        };
    WindowSpec windows = Windows.sliding(Duration.ofSeconds(100), Duration.ofSeconds(1));
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            WindowOperators.aggregate(windows, unsorted, Collected.ACCUMULATOR),
            row -> row.f0,
            Types.STRING)) {
      harness.open();
      for (long id = 99; id >= 0; id--) {
        harness.processElement(row("a", id * 1000, id), id * 1000);
      }
      harness.processWatermark(99_998);
      harness.getOutput().clear();
      harness.processWatermark(99_999);
      List<Long> all = new ArrayList<>();
      for (long id = 0; id < 100; id++) {
        all.add(id);
      }
      assertThat(values(harness)).containsExactly("0..100000000" + all);
    }
  }

  @Test
  void slicesAreFewEvenIfTheSlideFitsBadly() {
    SlicedWindows windows = Windows.sliding(Duration.ofSeconds(10), Duration.ofMillis(3001));
    long slices = 0;
    long last = SlicedWindows.NO_SLICE;
    for (long time = 0; time < 30_010; time++) {
      long slice = windows.sliceEnd(time);
      assertThat(slice).isGreaterThan(time);
      if (slice != last) {
        slices++;
        last = slice;
      }
    }
    assertThat(slices).isEqualTo(20);
  }

  @Test
  void refusesWindowsThatMakeNoSense() {
    assertThatThrownBy(() -> Windows.tumbling(Duration.ZERO))
        .hasMessage("A window's size must be positive: PT0S");
    assertThatThrownBy(() -> Windows.session(Duration.ofNanos(1_500_000)))
        .hasMessage("A window's gap must be whole milliseconds: PT0.0015S");
    assertThatThrownBy(() -> TEN.allowedLateness(Duration.ofMillis(-1)))
        .hasMessageContaining("must not be negative");
    assertThatThrownBy(() -> Windows.cumulating(Duration.ofMillis(10), Duration.ofMillis(3)))
        .hasMessageContaining("multiple of its step");
  }

  @Test
  void endlessLatenessKeepsWindows() throws Exception {
    try (var harness = harness(TEN.allowedLateness(Duration.ofMillis(Long.MAX_VALUE)))) {
      harness.open();
      harness.processElement(row("a", 1, 1), 1);
      harness.processWatermark(1_000_000);
      harness.processElement(row("a", 2, 2), 2);
      assertThat(values(harness)).containsExactly("a[0,10)[1]", "a[0,10)[1, 2]");
    }
  }
}
