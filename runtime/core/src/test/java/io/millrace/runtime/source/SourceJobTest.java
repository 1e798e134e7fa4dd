package io.millrace.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.window.WindowJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("thorough")
class SourceJobTest {
  private static StreamExecutionEnvironment environment(RuntimeExecutionMode mode) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"STREAMING", "BATCH"})
  void elementsComeInOrderAndCloseTheirWindows(RuntimeExecutionMode mode) throws Exception {
    StreamExecutionEnvironment env = environment(mode);
    List<Tuple3<String, Long, Long>> rows = new ArrayList<>();
    for (long id = 0; id < 20; id++) {
      rows.add(Tuple3.of(id % 2 == 0 ? "a" : "b", id * 1_000_000, id));
    }
    List<String> results =
        WindowJob.tumbling(env, ElementsSource.of(WindowJob.ROW, rows), Duration.ofSeconds(10));
    assertThat(results)
        .containsExactlyInAnyOrder(
            "a[0,10000)[0, 2, 4, 6, 8]",
            "b[0,10000)[1, 3, 5, 7, 9]",
            "a[10000,20000)[10, 12, 14, 16, 18]",
            "b[10000,20000)[11, 13, 15, 17, 19]");
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"STREAMING", "BATCH"})
  void windowsThatFollowFromOthersEndWithTheInput(RuntimeExecutionMode mode) throws Exception {
    List<Tuple3<String, Long, Long>> rows = new ArrayList<>();
    for (long id : new long[] {0, 1, 2, 6, 30, 31}) {
      rows.add(Tuple3.of("a", id * 1_000_000, id));
      rows.add(Tuple3.of("b", id * 1_000_000, id));
    }
    List<String> sessions =
        WindowJob.session(
            environment(mode), ElementsSource.of(WindowJob.ROW, rows), Duration.ofSeconds(5));
    assertThat(sessions)
        .containsExactlyInAnyOrder(
            "a[0,11000)[0, 1, 2, 6]",
            "a[30000,36000)[30, 31]",
            "b[0,11000)[0, 1, 2, 6]",
            "b[30000,36000)[30, 31]");
    List<String> sliding =
        WindowJob.sliding(
            environment(mode),
            ElementsSource.of(WindowJob.ROW, rows.subList(0, 8)),
            Duration.ofSeconds(4),
            Duration.ofSeconds(3));
    assertThat(sliding)
        .filteredOn(result -> result.startsWith("a"))
        .containsExactly(
            "a[-3000,1000)[0]", "a[0,4000)[0, 1, 2]", "a[3000,7000)[6]", "a[6000,10000)[6]");
    assertThat(sliding).hasSize(8);
  }

  @Test
  void elementsGoOnBehindTheLastCheckpoint() throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING);
    List<Long> rows = new ArrayList<>();
    for (long row = 0; row < 400; row++) {
      rows.add(row);
    }
    List<Long> seen = new ArrayList<>();
    try (var results =
        env.fromSource(
                ElementsSource.of(Types.LONG, rows), WatermarkStrategy.noWatermarks(), "rows")
            .setParallelism(1)
            .map(new FailOnce(300))
            .setParallelism(1)
            .executeAndCollect()) {
      results.forEachRemaining(seen::add);
    }
    assertThat(FailOnce.failures()).isEqualTo(1);
    assertThat(seen).containsExactlyElementsOf(rows);
  }

  @Test
  void generatedRowsEndOnlyIfTheyWereCounted() throws Exception {
    StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING);
    List<Long> seen = new ArrayList<>();
    DatagenSource<Long> source = DatagenSource.bounded(index -> index * 2, 5, 1_000, Types.LONG);
    try (var results =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers").executeAndCollect()) {
      results.forEachRemaining(seen::add);
    }
    assertThat(seen).containsExactlyInAnyOrder(0L, 2L, 4L, 6L, 8L);
    assertThat(source.getBoundedness()).isEqualTo(Boundedness.BOUNDED);
    assertThat(DatagenSource.unbounded(index -> index, Types.LONG).getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    assertThat(DatagenSource.unbounded(index -> index, 5, Types.LONG).getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
  }
}
