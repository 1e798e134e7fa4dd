package io.millrace.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Events that are made here, and the rows that Flink SQL gives for them when it is asked. */
final class NexmarkGenerated implements NexmarkData {
  static final int EVENTS = 8_000;

  private final List<String> events = NexmarkEvents.generate(EVENTS);
  private final Map<String, List<String>> rows = new ConcurrentHashMap<>();
  private final Path sideInput;

  /** Writes the table of q13 into a directory. */
  NexmarkGenerated(Path directory) {
    sideInput = directory.resolve("side_input.csv");
    try {
      Files.write(sideInput, IntStream.range(0, 10_000).mapToObj(i -> i + "," + i).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> events() {
    return events;
  }

  @Override
  public List<String> expected(String query) {
    return rows.computeIfAbsent(query, q -> NexmarkSql.rows(q, events, sideInput));
  }

  @Override
  public Path sideInput() {
    return sideInput;
  }
}
