package io.millrace.pipelines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Nexmark's events and the rows that Flink SQL gives for them. They lie beside the repository, or
 * where the system property {@code millrace.reference} says, or are not there.
 */
final class NexmarkReference implements NexmarkData {
  private final Path directory;

  private NexmarkReference(Path directory) {
    this.directory = directory;
  }

  static @Nullable NexmarkReference find() {
    String given = System.getProperty("millrace.reference");
    Path reference = given == null ? null : Path.of(given);
    for (Path at = Path.of("").toAbsolutePath();
        reference == null && at != null;
        at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw")) && at.getParent() != null) {
        reference = at.getParent().resolve("shared").resolve("reference");
      }
    }
    Path nexmark = reference == null ? null : reference.resolve("nexmark");
    return nexmark != null && Files.isDirectory(nexmark) ? new NexmarkReference(nexmark) : null;
  }

  @Override
  public List<String> events() {
    return lines("events.jsonl.gz");
  }

  @Override
  public List<String> expected(String query) {
    return lines("expected/" + query + ".jsonl.gz");
  }

  @Override
  public Path sideInput() {
    return directory.resolve("side_input.csv");
  }

  private List<String> lines(String name) {
    Path file = directory.resolve(name);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
