package io.millrace.pipelines.bench;

import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.LocalFlink;
import io.millrace.pipelines.NexmarkEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * Runs Nexmark's queries with all contenders in turn, in this one JVM, and prints what each takes
 * per event. Ends with code 1 when two contenders gave different rows, and with 2 when a run
 * failed.
 *
 * <p>Arguments are {@code name=value}: see {@link BenchmarkOptions}.
 */
public final class NexmarkBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final BenchmarkOptions options;
  private final List<Contender> contenders;
  private final Ends ends;
  private final Results results = new Results();
  private final Path checkpoints;
  private boolean differ;

  private NexmarkBenchmark(
      BenchmarkOptions options, List<Contender> contenders, Ends ends, Path checkpoints) {
    this.options = options;
    this.contenders = contenders;
    this.ends = ends;
    this.checkpoints = checkpoints;
  }

  public static void main(String[] args) {
    Ending.of(() -> run(BenchmarkOptions.parse(args)));
  }

  private static int run(BenchmarkOptions options) throws Exception {
    Path directory = Files.createTempDirectory("nexmark");
    try (Ends ends = ends(options);
        LocalFlink flink =
            LocalFlink.start(
                FlinkOptions.defaults()
                    .withSlots(1, 4 * options.parallelism())
                    .with("taskmanager.memory.managed.size", "1g"))) {
      NexmarkBenchmark benchmark =
          new NexmarkBenchmark(options, contenders(options, directory), ends, directory);
      for (String backend : options.backends()) {
        for (String query : options.queries()) {
          benchmark.measure(query, backend, flink);
        }
        if (options.rounds() > 0) {
          benchmark.results.printSummary(backend);
        }
      }
      return benchmark.differ ? 1 : 0;
    }
  }

  private static Ends ends(BenchmarkOptions options) {
    List<String> events = NexmarkEvents.generate(options.events(), options.millisApart());
    return options.kafka()
        ? new KafkaEnds(events, options.compared(), options.queries(), options.parallelism())
        : new MemoryEnds(events);
  }

  private static List<Contender> contenders(BenchmarkOptions options, Path directory)
      throws IOException {
    Path sql = Path.of("src/test/resources/nexmark");
    Path table = directory.resolve("side_input.csv");
    Files.write(table, IntStream.range(0, 10_000).mapToObj(i -> i + "," + i).toList());
    List<Contender> all =
        List.of(
            new MillraceQueries(table),
            SqlQueries.nexmark(sql, table),
            SqlQueries.reusing(sql, table),
            SqlQueries.reusingInBatches(sql, table),
            new HandQueries(),
            new Floor());
    return all.stream().filter(c -> options.contenders().contains(c.name())).toList();
  }

  /** What came of one run. */
  private record Measured(Stopwatch.Time time, Optional<Checkpoints> checkpoints) {}

  private void measure(String query, String backend, LocalFlink flink) throws Exception {
    List<Contender> able = new ArrayList<>(contenders.stream().filter(c -> c.has(query)).toList());
    Configuration settings = new Configuration();
    settings.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(StateBackendOptions.STATE_BACKEND, backend.equals("heap") ? "hashmap" : backend);
    ends.limit(options.compared());
    if (options.compared() > 0) {
      compareRows(query, able, flink, settings);
    }
    if (options.rounds() == 0) {
      return;
    }
    ends.limit(options.events());
    for (int round = -options.warmUps(); round < options.rounds(); round++) {
      for (Contender contender : able) {
        Measured measured = run(query, contender, flink, settings, false);
        if (round >= 0) {
          results.add(backend, query, contender.name(), measured.time(), ends.size());
          measured
              .checkpoints()
              .ifPresent(taken -> results.add(backend, query, contender.name(), taken));
        }
      }
      Collections.rotate(able, 1);
    }
    results.print(backend, query);
  }

  private void compareRows(
      String query, List<Contender> able, LocalFlink flink, Configuration settings)
      throws Exception {
    List<String> expected = null;
    for (Contender contender : able) {
      run(query, contender, flink, settings, true);
      if (contender instanceof Floor) {
        continue;
      }
      List<String> rows =
          Materialized.of(ends.rows(query), contender.retracts() && !ends.hasKeys());
      if (expected == null) {
        expected = rows;
        System.out.printf("%s: %,d events give %,d rows%n", query, ends.size(), rows.size());
      } else if (!rows.equals(expected)) {
        differ = true;
        List<String> missing = new ArrayList<>(expected);
        rows.forEach(missing::remove);
        List<String> more = new ArrayList<>(rows);
        expected.forEach(more::remove);
        System.out.printf(
            "%s: %s gives other rows: %d instead of %d; without %s; with %s%n",
            query,
            contender.name(),
            rows.size(),
            expected.size(),
            missing.stream().limit(3).toList(),
            more.stream().limit(3).toList());
      }
    }
  }

  private Measured run(
      String query, Contender contender, LocalFlink flink, Configuration settings, boolean keep)
      throws Exception {
    ends.reset(query, keep);
    System.gc();
    try (Contender.Run run = contender.start(query, ends, flink, settings)) {
      ends.started(run.job());
      JobStatus status = run.job().await(PATIENCE);
      if (status != JobStatus.FINISHED) {
        throw new IllegalStateException(query + " of " + contender.name() + " is " + status);
      }
      Stopwatch.Time time = ends.stop();
      return new Measured(time, Checkpoints.of(run.job()));
    }
  }
}
