package io.millrace.compiler.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pipelines of {@code docs/examples}, by node type; the build of {@code pipelines} runs them.
 */
final class ExamplePipelines {
  static final Path DIRECTORY = Path.of("../docs/examples");

  private ExamplePipelines() {}

  /** Files that hold a pipeline, sorted. */
  static List<Path> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> text(file).lines().anyMatch("kind: Pipeline"::equals))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example of a node type: {@code operator-filter}. */
  static Path of(String type) {
    return DIRECTORY.resolve(type + ".yaml");
  }

  /** Further examples of a type; a longer name that is itself a type has its own. */
  static List<Path> more(String type, List<String> types) {
    return all().stream().filter(file -> type.equals(typeOf(name(file), types))).toList();
  }

  private static String typeOf(String example, List<String> types) {
    return types.stream()
        .filter(type -> example.startsWith(type + "-"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .filter(type -> !types.contains(example))
        .orElse("");
  }

  static Path expectation(Path example) {
    return DIRECTORY.resolve(name(example) + ".expected");
  }

  static String name(Path example) {
    return example.getFileName().toString().replace(".yaml", "");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
