package io.millrace.compiler.bench;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Times how long it takes to validate a directory, in a new JVM and in a warm one. */
public final class ValidateTiming {
  private ValidateTiming() {}

  /** Arguments: the directory, and how often to repeat. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.sorted().toList();
    }
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
    long first = validate(directory, files);
    Duration sinceStart = Duration.between(start, Instant.now());
    System.out.printf(
        "cold: %d files in %d ms; %d ms since the process started, %d ms of CPU%n",
        files.size(), first, sinceStart.toMillis(), cpuMillis());
    long cpu = cpuMillis();
    List<Long> repeated = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      repeated.add(validate(directory, files));
    }
    System.out.printf(
        "warm: %s ms; median %d; %d ms of CPU a round%n",
        repeated,
        repeated.stream().sorted().skip(repeated.size() / 2).findFirst().orElse(first),
        (cpuMillis() - cpu) / Math.max(1, repeated.size()));
  }

  /** Of all threads, with the virtual machine's own. */
  private static long cpuMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
  }

  private static long validate(Path directory, List<Path> files) {
    long start = System.nanoTime();
    CompileResult result =
        new PipelineCompiler()
            .validate(new CompileRequest(files, directory, CompileRequest.DEFAULT_PACKAGE));
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (!result.diagnostics().isEmpty() || result.pipelines().size() != files.size()) {
      throw new IllegalStateException("not as generated: " + result.diagnostics());
    }
    return millis;
  }
}
