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
  private static final int WARM_UPS = 4;
  private static final List<Integer> NODES = List.of(250, 500, 1000, 2000, 4000);
  private static final List<Integer> FILES = List.of(62, 125, 250, 500);

  private static final String HEAD =
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
      """;

  private ScaleTiming() {}

  /** Argument: a directory to write pipelines to. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    List<Work> all = new ArrayList<>();
    for (int nodes : NODES) {
      all.add(pipeline(directory, nodes, "nodes side by side", chain(nodes)));
    }
    for (int nodes : NODES) {
      all.add(pipeline(directory, nodes, "nodes in a row", row(nodes)));
    }
    all.addAll(files(directory));
    long[][] millis = new long[all.size()][ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (int i = 0; i < all.size(); i++) {
        long time = validate(directory, all.get(i).files());
        if (round >= 0) {
          millis[i][round] = time;
        }
      }
    }
    for (int i = 0; i < all.size(); i++) {
      Work work = all.get(i);
      Arrays.sort(millis[i]);
      long median = millis[i][ROUNDS / 2];
      System.out.printf(
          "%5d %s: %5d ms (%d to %d), %.2f ms each%n",
          work.size(),
          work.what(),
          median,
          millis[i][0],
          millis[i][ROUNDS - 1],
          median / (double) work.size());
    }
  }

  /** What is validated at once: so many of something. */
  private record Work(int size, String what, List<Path> files) {}

  private static Work pipeline(Path directory, int nodes, String what, String yaml)
      throws IOException {
    Path file = directory.resolve(what.replace(' ', '-')).resolve("nodes-" + nodes + ".yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
    return new Work(nodes, what, List.of(file));
  }

  private static List<Work> files(Path directory) throws IOException {
    Path repository = directory.resolve("files");
    GeneratedRepository.main(
        new String[] {repository.toString(), String.valueOf(FILES.get(FILES.size() - 1))});
    try (Stream<Path> files = Files.list(repository)) {
      List<Path> all = files.sorted().toList();
      return FILES.stream().map(size -> new Work(size, "files", all.subList(0, size))).toList();
    }
  }

  /** A pipeline of so many operators: filters, selects, aggregates and joins, side by side. */
  public static String chain(int nodes) {
    StringBuilder text = new StringBuilder(HEAD.formatted(nodes));
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

  /** A pipeline of so many filters and selects, each of which reads the one before. */
  private static String row(int nodes) {
    StringBuilder text = new StringBuilder(HEAD.formatted(nodes));
    String last = "orders";
    for (int i = 0; i < nodes; i++) {
      text.append(
          (i % 2 == 0
                  ? "  n-%1$d: { type: filter, input: %2$s, where: amount > %1$d.0 }%n"
                  : "  n-%1$d: { type: select, input: %2$s, keep: [id, shop, at], "
                      + "fields: { amount: amount * 1.01 } }%n")
              .formatted(i, last));
      last = "n-" + i;
    }
    return text.append("sinks:%n  out: { type: print, input: %s }%n".formatted(last)).toString();
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
