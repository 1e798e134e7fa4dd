package io.millrace.maven.mojo;

import io.millrace.maven.generate.GeneratedJob;
import io.millrace.maven.generate.WrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the goals of a module leave word for each other about what was generated. */
final class JobRecords {
  private static final String SUFFIX = ".generated";

  private JobRecords() {}

  static Path directory(Path buildDirectory) {
    return buildDirectory.resolve("millrace");
  }

  /** One record a source directory: {@code src-main-pipelines.generated}. */
  static Path file(Path records, Path base, Path sourceDirectory) {
    return file(records, base, sourceDirectory, SUFFIX);
  }

  /** A file of a source directory. */
  static Path file(Path records, Path base, Path sourceDirectory, String suffix) {
    Path shortest =
        sourceDirectory.startsWith(base) ? base.relativize(sourceDirectory) : sourceDirectory;
    String relative = shortest.toString();
    String name = relative.isEmpty() ? "base" : relative.replaceAll("[^A-Za-z0-9_.]+", "-");
    return records.resolve(name + suffix);
  }

  /** The jobs of all source directories of a module, in a stable order. */
  static List<GeneratedJob> jobs(Path buildDirectory) throws IOException {
    Path records = directory(buildDirectory);
    if (!Files.isDirectory(records)) {
      return List.of();
    }
    List<GeneratedJob> jobs = new ArrayList<>();
    try (Stream<Path> files = Files.list(records)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      for (Path file : sorted) {
        jobs.addAll(WrittenFiles.read(file).jobs());
      }
    }
    return jobs;
  }
}
