package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.millrace.compiler.api.CompiledPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      String yaml = Files.readString(QUERIES.resolve(query + ".yaml"));
      String ending = yaml.replace("    topic: \"${topic}\"\n", "    topic: \"${topic}\"\n    stop: latest\n");
      assertThat(ending).isNotEqualTo(yaml);
      return Pipelines.compile(Files.writeString(bounded.resolve(query + ".yaml"), ending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> queries() {
    try (Stream<Path> files = Files.list(QUERIES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
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
