package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files in and out of jobs, without Hadoop; their bytes are tested where they are made. */
class ParquetIT {
  @TempDir private Path directory;

  private void run(String pipeline, String... args) {
    try (RunningPipeline running =
        RunningPipeline.startWithoutKafka(Pipelines.compileTest(pipeline), args)) {
      running.finish();
    }
  }

  @Test
  void rowsComeBackFromFiles() throws Exception {
    Path files = directory.resolve("files");
    Path lines = directory.resolve("lines");
    run("parquet", "--output", files.toString());
    try (Stream<Path> written = Files.list(files)) {
      assertThat(written.toList())
          .isNotEmpty()
          .allMatch(file -> file.getFileName().toString().endsWith(".parquet"));
    }
    run("parquet-read", "--input", files.toString(), "--output", lines.toString());
    List<String> rows = new ArrayList<>();
    try (Stream<Path> written = Files.list(lines)) {
      for (Path file : written.toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"amount\":12.50,\"at\":\"2026-01-01T00:00:00Z\",\"note\":\"first\","
                + "\"tags\":[\"a\",\"b\"],\"shop\":{\"city\":\"Bern\",\"zip\":3000},\"counts\":{\"k\":1}}",
            "{\"id\":2,\"amount\":-0.05,\"at\":\"2026-01-01T00:00:00.000001Z\",\"tags\":[],"
                + "\"shop\":{\"city\":\"Basel\"},\"counts\":{}}",
            "{\"id\":3,\"amount\":1.00,\"at\":\"1969-12-31T23:59:59Z\",\"tags\":[\"c\"],"
                + "\"shop\":{\"city\":\"Chur\"},\"counts\":{\"l\":2,\"m\":3}}");
  }
}
