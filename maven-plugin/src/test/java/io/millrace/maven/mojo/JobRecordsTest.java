package io.millrace.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.maven.generate.GeneratedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRecordsTest {
  @TempDir private Path build;

  @Test
  void eachSourceDirectoryHasItsRecord() {
    Path base = Path.of("/w/app");
    Path records = Path.of("/w/app/target/millrace");

    assertThat(JobRecords.file(records, base, base.resolve("src/main/pipelines")))
        .isEqualTo(records.resolve("src-main-pipelines.generated"));
    assertThat(JobRecords.file(records, base, Path.of("/w/shared")))
        .isEqualTo(records.resolve("-w-shared.generated"));
    assertThat(JobRecords.file(records, base, base)).isEqualTo(records.resolve("base.generated"));
  }

  @Test
  void theJobsOfAllRecordsAreFound() throws IOException {
    assertThat(JobRecords.jobs(build)).isEmpty();
    Path records = JobRecords.directory(build);
    Files.createDirectories(records);
    Files.writeString(records.resolve("b.generated"), "job\ttwo\tx.Two\ttwo.yaml\n");
    Files.writeString(records.resolve("a.generated"), "job\tone\tx.One\tone.yaml\n");
    Files.writeString(records.resolve("diagnostics.json"), "job\tthree\tx.Three\tthree.yaml\n");

    assertThat(JobRecords.jobs(build))
        .containsExactly(
            new GeneratedJob("one", "x.One", "one.yaml"),
            new GeneratedJob("two", "x.Two", "two.yaml"));
  }
}
