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
 */
public record WrittenFiles(SortedMap<String, String> hashes, List<GeneratedJob> jobs) {
  private static final String HEADER = "# Written by millrace:generate. Do not edit.";

  public WrittenFiles {
    hashes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    jobs = List.copyOf(jobs);
  }

  static WrittenFiles none() {
    return new WrittenFiles(new TreeMap<>(), List.of());
  }

  /** Reads a record; an absent file is an empty record, and unknown lines are skipped. */
  public static WrittenFiles read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return none();
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    List<GeneratedJob> jobs = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 3 && parts[0].equals("file")) {
        hashes.put(parts[2], parts[1]);
      } else if (parts.length == 4 && parts[0].equals("job")) {
        jobs.add(new GeneratedJob(parts[1], parts[2], parts[3]));
      }
    }
    return new WrittenFiles(hashes, jobs);
  }

  /** The record as text: a line a file, a line a job, fields separated by tabs. */
  String text() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    hashes.forEach(
        (path, hash) -> out.append("file\t").append(hash).append('\t').append(path).append('\n'));
    for (GeneratedJob job : jobs) {
      out.append("job\t").append(job.name()).append('\t').append(job.mainClass());
      out.append('\t').append(job.source()).append('\n');
    }
    return out.toString();
  }
}
