package io.millrace.compiler.bench;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times how validation grows: one pipeline of more and more nodes, and more and more files. Sizes
 * are measured in turn, several times over, so that what disturbs the machine disturbs all.
 */
public final class ScaleTiming {
  private static final int ROUNDS = 7;
  private static final List<Integer> NODES = List.of(125, 250, 500, 1000, 2000);
  private static final List<Integer> FILES = List.of(62, 125, 250, 500);

  private ScaleTiming() {}

  /** Argument: a directory to write pipelines to. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<List<Path>> pipelines = new ArrayList<>();
    for (int nodes : NODES) {
      Path file = directory.resolve("nodes").resolve("nodes-" + nodes + ".yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, chain(nodes));
      pipelines.add(List.of(file));
    }
    Path repository = directory.resolve("files");
    GeneratedRepository.main(
        new String[] {repository.toString(), String.valueOf(FILES.get(FILES.size() - 1))});
    List<Path> all;
    try (Stream<Path> files = Files.list(repository)) {
      all = files.sorted().toList();
    }
    for (int files : FILES) {
      pipelines.add(all.subList(0, files));
    }
    long[][] millis = new long[pipelines.size()][ROUNDS];
    for (int warm = 0; warm < 2; warm++) {
      for (List<Path> files : pipelines) {
        validate(directory, files);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < pipelines.size(); i++) {
        millis[i][round] = validate(directory, pipelines.get(i));
      }
    }
    for (int i = 0; i < pipelines.size(); i++) {
      boolean nodes = i < NODES.size();
      int size = nodes ? NODES.get(i) : FILES.get(i - NODES.size());
      Arrays.sort(millis[i]);
      long median = millis[i][ROUNDS / 2];
      System.out.printf(
          "%5d %s: %5d ms (%d to %d), %.2f ms each%n",
          size,
          nodes ? "nodes" : "files",
          median,
          millis[i][0],
          millis[i][ROUNDS - 1],
          median / (double) size);
    }
  }

  /** A pipeline of so many operators: filters, selects, aggregates and joins, side by side. */
  public static String chain(int nodes) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: millrace/v1
            kind: Pipeline
            name: nodes-%d
            connections:
              main: { type: kafka, bootstrap-servers: localhost:9092 }
            types:
              Order: { fields: { id: string, shop: string, amount: double, at: timestamp } }
            sources:
              orders:
                type: kafka
                connection: main
                topic: orders
                format: json
                schema: Order
                time: { field: at, max-out-of-orderness: 5s, idle-after: 1m }
            operators:
            """
                .formatted(nodes));
    StringBuilder sinks = new StringBuilder("sinks:\n");
    for (int i = 0; i < nodes / 5; i++) {
      text.append(
          """
            large-%1$d: { type: filter, input: orders, where: amount > %1$d.0 && shop != 'x%1$d' }
            cents-%1$d: { type: select, input: large-%1$d, keep: [id, shop, at], fields: { cents: int(amount * 100.0) } }
            known-%1$d: { type: deduplicate, input: cents-%1$d, key: [id], within: 1h }
            totals-%1$d:
              type: aggregate
              input: known-%1$d
              key: [shop]
              window: { type: tumbling, size: 1m }
              measures: { from: window.start, n: count(), total: sum(cents) }
          """
              .formatted(i));
      sinks.append("  out-%1$d: { type: print, input: totals-%1$d }%n".formatted(i));
    }
    return text.append(sinks).toString();
  }

  private static long validate(Path directory, List<Path> files) {
    long start = System.nanoTime();
    CompileResult result =
        new PipelineCompiler()
            .validate(new CompileRequest(files, directory, CompileRequest.DEFAULT_PACKAGE));
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (result.pipelines().size() != files.size()) {
      throw new IllegalStateException("not as generated: " + result.diagnostics());
    }
    return millis;
  }
}
