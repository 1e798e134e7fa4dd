package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job in batch mode reads all that there is, and gives what a streaming job gives. */
class BatchIT {
  @TempDir Path archive;

  @Test
  void givesTheResultsOfAStreamingJob() throws IOException {
    Topics.fresh("batch.sales", 2);
    Topics.fresh("batch.best", 1);
    Topics.fresh("batch.totals", 1);
    Files.write(
        archive.resolve("1.csv"),
        List.of(
            "a,5,2026-01-01T00:10:00Z", "b,7,2026-01-01T00:50:00Z", "a,3,2026-01-01T00:20:00Z"));
    Files.write(archive.resolve("2.csv"), List.of("b,1,2026-01-01T01:00:00Z"));
    Topics.write(
        "batch.sales",
        List.of(
            "{\"shop\":\"a\",\"amount\":4,\"at\":\"2026-01-01T01:30:00Z\"}",
            "{\"shop\":\"b\",\"amount\":2,\"at\":\"2026-01-01T01:10:00Z\"}",
            "{\"shop\":\"c\",\"amount\":9,\"at\":\"2026-01-01T03:00:00Z\"}"));
    try (RunningPipeline job =
        RunningPipeline.start(Pipelines.compileTest("batch"), "--archive", archive.toString())) {
      job.finish();
    }
    assertThat(Topics.readAll("batch.best"))
        .extracting(record -> record.valueText())
        .containsExactlyInAnyOrder(
            "{\"shop\":\"a\",\"hour\":\"2026-01-01T00:00:00Z\",\"sales\":2,\"amount\":8}",
            "{\"shop\":\"a\",\"hour\":\"2026-01-01T01:00:00Z\",\"sales\":1,\"amount\":4}",
            "{\"shop\":\"c\",\"hour\":\"2026-01-01T03:00:00Z\",\"sales\":1,\"amount\":9}");
    try (TopicTable totals = new TopicTable("batch.totals")) {
      assertThat(totals.rows())
          .isEqualTo(
              Map.of(
                  "a", "{\"shop\":\"a\",\"sales\":3,\"amount\":12}",
                  "b", "{\"shop\":\"b\",\"sales\":3,\"amount\":10}",
                  "c", "{\"shop\":\"c\",\"sales\":1,\"amount\":9}"));
    }
  }
}
