package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.model.JobDecl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of {@code docs/examples} give what their expectations say. Run with {@code
 * -Dexamples.update=true} to write the expectations anew.
 */
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("../docs/examples");
  private static final boolean UPDATE = Boolean.getBoolean("examples.update");

  @TempDir Path output;

  static List<String> examples() {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && isPipeline(file))
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other kinds of files stand beside the pipelines that use them. */
  private static boolean isPipeline(Path file) {
    try {
      return Files.readAllLines(file).contains("kind: Pipeline");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Those that need no server, and are another job without rewrites. A source in the mode {@code
   * fast} finds bad records by the fields that are used, as it says, so it is none of them.
   */
  static List<String> rewritten() {
    return examples().stream()
        .filter(
            name -> {
              CompiledPipeline usual = Pipelines.compile(EXAMPLES.resolve(name + ".yaml"));
              return usual.kafka().isEmpty()
                  && usual.modules().isEmpty()
                  && !usual.plan().contains("format json, fast")
                  && !usual.files().equals(withoutRewrites(name).files());
            })
        .toList();
  }

  private static CompiledPipeline withoutRewrites(String name) {
    return Pipelines.compile(
        EXAMPLES.resolve(name + ".yaml"), Path.of(""), EnumSet.allOf(JobDecl.Rewrite.class));
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void givesTheSameWithoutRewrites(String name) throws IOException {
    Path file = EXAMPLES.resolve(name + ".yaml");
    List<String> expected = Files.readAllLines(EXAMPLES.resolve(name + ".expected"));
    ExampleRun run = new ExampleRun(file, output, withoutRewrites(name));
    assertThat(run.run(List.of(), Integer.MAX_VALUE)).isEqualTo(expected); // it ends by itself
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatIsExpected(String name) throws IOException {
    Path expectation = EXAMPLES.resolve(name + ".expected");
    List<String> expected = Files.exists(expectation) ? Files.readAllLines(expectation) : List.of();
    Path input = EXAMPLES.resolve(name + ".input");
    ExampleRun run = new ExampleRun(EXAMPLES.resolve(name + ".yaml"), output);
    List<String> actual =
        run.run(
            Files.exists(input) ? Files.readAllLines(input) : List.of(),
            UPDATE ? Integer.MAX_VALUE : expected.size());
    if (UPDATE) {
      assertThat(System.getenv("CI")).as("expectations are not rewritten in CI").isNull();
      Files.write(expectation, actual);
    }
    assertThat(actual).isEqualTo(UPDATE ? actual : expected).isNotEmpty();
  }
}
