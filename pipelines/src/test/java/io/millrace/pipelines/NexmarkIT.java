package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.millrace.compiler.api.CompiledPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Nexmark query of this module gives the rows that Flink SQL gives for the same events. */
class NexmarkIT {
  private static final Path QUERIES = Path.of("src/main/pipelines/nexmark");

  private static final String LIBRARY = "nexmark.yaml";

  /** {@code -Dnexmark.queries=q1|q2} runs some of them. */
  private static final String SELECTED = System.getProperty("nexmark.queries", "q\\d+");

  @TempDir static Path bounded;

  @TestFactory
  Stream<DynamicTest> givesTheRowsOfFlinkSql() {
    NexmarkReference reference = NexmarkReference.find();
    Assumptions.assumeTrue(reference != null, "there is no reference data");
    Topics.fresh("nexmark", 1);
    Topics.write("nexmark", reference.events());
    return queries().stream()
        .map(query -> dynamicTest(query, () -> check(query, reference.expected(query))));
  }

  private static void check(String query, List<String> expected) {
    List<String> actual = rows(query, "nexmark", 1);
    List<String> wanted = NexmarkRows.sorted(expected);
    if (!actual.equals(wanted)) {
      throw new AssertionError(query + ":" + difference(actual, wanted));
    }
    assertThat(actual).isNotEmpty();
  }

  private static List<String> rows(String query, String topic, int parallelism) {
    String output = "nexmark." + query;
    Topics.fresh(output, parallelism);
    try (RunningPipeline running =
        RunningPipeline.start(
            compile(query), "--topic", topic, "--parallelism", String.valueOf(parallelism))) {
      running.finish();
    }
    return NexmarkRows.materialized(Topics.readAll(output));
  }

  /** A query that ends with the events that are there when it starts. */
  private static CompiledPipeline compile(String query) {
    try {
      Files.copy(
          QUERIES.resolve(LIBRARY), bounded.resolve(LIBRARY), StandardCopyOption.REPLACE_EXISTING);
      String yaml = Files.readString(QUERIES.resolve(query + ".yaml"));
      String topic = "    topic: \"${topic}\"\n";
      assertThat(yaml).contains(topic);
      Path file = bounded.resolve(query + ".yaml");
      Files.writeString(file, yaml.replace(topic, topic + "    stop: latest\n"));
      return Pipelines.compile(file, bounded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> queries() {
    try (Stream<Path> files = Files.list(QUERIES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> name.matches(SELECTED))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first rows that one side has and the other has not. */
  private static String difference(List<String> actual, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    List<String> extra = new ArrayList<>();
    for (String row : actual) {
      int at = java.util.Collections.binarySearch(missing, row);
      if (at >= 0) {
        missing.remove(at);
      } else {
        extra.add(row);
      }
    }
    return "\n%d rows, expected %d\nmissing %d: %s\nextra %d: %s"
        .formatted(
            actual.size(),
            expected.size(),
            missing.size(),
            missing.subList(0, Math.min(5, missing.size())),
            extra.size(),
            extra.subList(0, Math.min(5, extra.size())));
  }
}
