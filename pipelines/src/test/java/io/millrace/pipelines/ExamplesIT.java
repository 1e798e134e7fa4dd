package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.model.JobDecl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /** An example without some of the rewrites. */
  record Variant(String name, Set<JobDecl.Rewrite> off) {}

  /** Those that need no server, each time that it is another job without a rewrite, or all. */
  static List<Variant> rewritten() {
    List<Set<JobDecl.Rewrite>> choices = new ArrayList<>();
    EnumSet.allOf(JobDecl.Rewrite.class).forEach(rewrite -> choices.add(EnumSet.of(rewrite)));
    choices.add(EnumSet.allOf(JobDecl.Rewrite.class));
    List<Variant> variants = new ArrayList<>();
    for (String name : examples()) {
      CompiledPipeline usual = Pipelines.compile(EXAMPLES.resolve(name + ".yaml"));
      if (!usual.kafka().isEmpty() || !usual.modules().isEmpty()) {
        continue;
      }
      Set<List<GeneratedFile>> known = new HashSet<>(List.of(usual.files()));
      for (Set<JobDecl.Rewrite> off : choices) {
        if (known.add(without(name, off).files())) {
          variants.add(new Variant(name, off));
        }
      }
    }
    return variants;
  }

  private static CompiledPipeline without(String name, Set<JobDecl.Rewrite> off) {
    return Pipelines.compile(EXAMPLES.resolve(name + ".yaml"), Path.of(""), off);
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void givesTheSameWithoutRewrites(Variant variant) throws IOException {
    Path file = EXAMPLES.resolve(variant.name() + ".yaml");
    List<String> expected = Files.readAllLines(EXAMPLES.resolve(variant.name() + ".expected"));
    ExampleRun run = new ExampleRun(file, output, without(variant.name(), variant.off()));
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
