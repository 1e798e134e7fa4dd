package io.millrace.maven.jar;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a job jar.
 *
 * @param parts the project's classes first, then its dependencies; on a clash the first wins
 * @param target the jar to write
 * @param mainClass for {@code flink run} without {@code -c}; null where there are several jobs
 * @param timestamp written on every entry, in UTC, so that the jar does not depend on clock or zone
 * @param createdBy the manifest's {@code Created-By}
 */
public record JobJarRequest(
    List<Part> parts,
    Path target,
    @Nullable String mainClass,
    Instant timestamp,
    String createdBy) {
  public JobJarRequest {
    parts = List.copyOf(parts);
  }

  /**
   * A jar or a directory of classes.
   *
   * @param label as the user knows it: {@code org.example:lib:1.0}
   */
  public record Part(String label, Path path) {}
}
