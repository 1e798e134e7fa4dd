package io.millrace.maven.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The record of what an earlier run wrote for one source directory: only what stands here is ever
 * deleted again, and the job jar learns its main classes from it.
 *
 * @param hashes SHA-256 of each file as written, by its path relative to the output directory
 * @param jobs the jobs among them
 * @param sources all YAML files they were made from, also those that pipelines share, relative to
 *     the source directory
 */
public record WrittenFiles(
    SortedMap<String, String> hashes, List<GeneratedJob> jobs, List<String> sources) {
  private static final String HEADER = "# Written by millrace:generate. Do not edit.";

  public WrittenFiles {
    hashes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    jobs = List.copyOf(jobs);
    sources = List.copyOf(sources);
  }

  static WrittenFiles none() {
    return new WrittenFiles(new TreeMap<>(), List.of(), List.of());
  }

  /** Reads a record; an absent file is an empty record, and unknown lines are skipped. */
  public static WrittenFiles read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return none();
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    List<GeneratedJob> jobs = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3 && parts[0].equals("file")) {
        hashes.put(parts[2], parts[1]);
      } else if (parts.length == 4 && parts[0].equals("job")) {
        jobs.add(new GeneratedJob(parts[1], parts[2], parts[3]));
      } else if (parts.length == 2 && parts[0].equals("source")) {
        sources.add(parts[1]);
      }
    }
    return new WrittenFiles(hashes, jobs, sources);
  }

  /**
   * The files that were written, and the record of them.
   *
   * @param outputDirectory the root of the generated sources
   */
  public List<Path> paths(Path outputDirectory, Path record) {
    List<Path> paths = new ArrayList<>(List.of(record));
    hashes.keySet().forEach(path -> paths.add(outputDirectory.resolve(path)));
    return paths;
  }

  /** The record as text: a line a file, a line a job, a line a source, fields separated by tabs. */
  String text() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    hashes.forEach(
        (path, hash) -> out.append("file\t").append(hash).append('\t').append(path).append('\n'));
    for (GeneratedJob job : jobs) {
      out.append("job\t").append(job.name()).append('\t').append(job.mainClass());
      out.append('\t').append(job.source()).append('\n');
    }
    sources.forEach(source -> out.append("source\t").append(source).append('\n'));
    return out.toString();
  }
}
