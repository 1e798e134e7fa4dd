package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A measure that is added while windows are open has the values of the rows since; where there are
 * none, no value is made up.
 */
class AddedMeasureIT {
  @TempDir Path savepoints;

  @Test
  void hasNoValueWhereNoRowCameSince() {
    Topics.fresh("readings", 1);
    Topics.fresh("readings.per-minute", 1);
    Topics.write(
        "readings",
        List.of(
            "clock,0.0,2026-05-01T00:00:59Z",
            "clock,0.0,2026-05-01T00:01:00Z",
            "roof,21.5,2026-05-01T00:01:10Z",
            "cellar,12.0,2026-05-01T00:01:20Z"));
    String savepoint;
    try (RunningPipeline first = RunningPipeline.start(Pipelines.compileTest("readings-v1"))) {
      Topics.await("readings.per-minute", 1);
      savepoint = first.stop(savepoints);
    }
    Topics.write(
        "readings",
        List.of(
            "roof,19.5,2026-05-01T00:01:30Z",
            "roof,17.5,2026-05-01T00:01:40Z",
            "cellar,11.0,2026-05-01T00:02:10Z",
            "clock,0.0,2026-05-01T00:03:00Z"));
    try (RunningPipeline second =
        RunningPipeline.restore(Pipelines.compileTest("readings-v2"), savepoint)) {
      Topics.await("readings.per-minute", 3);
      second.settle();
    }
    assertThat(Topics.readAll("readings.per-minute"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrder("clock,1", "roof,3,19.5,18.5", "cellar,1,11.0,11.0");
  }
}
