package io.millrace.compiler.editor;

import io.millrace.compiler.bench.ScaleTiming;
import io.millrace.compiler.schema.EditorSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times what a user waits for in pipelines of more and more nodes: errors after a change,
 * completion in a new node, help. Sizes are measured in turn, several times over.
 */
public final class EditorTiming {
  private static final int ROUNDS = 5;
  private static final List<Integer> NODES = List.of(125, 250, 500, 1000, 2000);

  private EditorTiming() {}

  /** Argument: a directory to write the schemas to. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    for (Map.Entry<String, String> schema : EditorSchema.files().entrySet()) {
      Files.writeString(directory.resolve(schema.getKey()), schema.getValue());
    }
    JsonNode settings = JsonMapper.shared().readTree("{\"schemaStore\": {\"enable\": false}}");
    long[][][] millis = new long[NODES.size()][3][ROUNDS];
    try (LanguageServer server =
        LanguageServer.start(InstalledServer.modules(), directory, settings, address -> "")) {
      for (int round = -1; round < ROUNDS; round++) { // the first one warms up
        for (int size = 0; size < NODES.size(); size++) {
          long[] times = times(server, directory, NODES.get(size), round);
          for (int what = 0; what < times.length && round >= 0; what++) {
            millis[size][what][round] = times[what];
          }
        }
      }
    }
    System.out.println("nodes  errors  completion  help");
    for (int size = 0; size < NODES.size(); size++) {
      List<Long> medians = new ArrayList<>();
      for (long[] times : millis[size]) {
        Arrays.sort(times);
        medians.add(times[ROUNDS / 2]);
      }
      System.out.printf(
          "%5d %4d ms %8d ms %2d ms%n",
          NODES.get(size), medians.get(0), medians.get(1), medians.get(2));
    }
  }

  /** Milliseconds until errors, completion and help are there. */
  private static long[] times(LanguageServer server, Path directory, int nodes, int round)
      throws Exception {
    Path file = directory.resolve("nodes-%d-%d.yaml".formatted(nodes, round));
    String text =
        "# yaml-language-server: $schema=pipeline-v1.schema.json\n"
            + ScaleTiming.chain(nodes)
            + "  new:\n    type: kafka\n    \n";
    int line = (int) text.lines().count() - 1;
    return new long[] {
      millis(
          () -> {
            server.open(file, text);
            return server.diagnostics(file);
          }),
      millis(() -> server.complete(file, line, 4)),
      millis(() -> server.hover(file, line - 1, 11))
    };
  }

  private static long millis(Callable<?> question) throws Exception {
    long start = System.nanoTime();
    Object answer = question.call();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (answer.equals(List.of()) || answer.equals("")) {
      throw new IllegalStateException("no answer");
    }
    return millis;
  }
}
