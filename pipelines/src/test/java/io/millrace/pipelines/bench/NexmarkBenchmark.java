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
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * Runs Nexmark's queries with all contenders in turn, in this one JVM, and prints what each takes
 * per event. Ends with code 1 when two contenders gave different rows.
 *
 * <p>Arguments are {@code name=value}: see {@link BenchmarkOptions}.
 */
public final class NexmarkBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final BenchmarkOptions options;
  private final List<Contender> contenders;
  private final Results results = new Results();
  private final Path checkpoints;
  private boolean differ;

  private NexmarkBenchmark(BenchmarkOptions options, List<Contender> contenders, Path checkpoints) {
    this.options = options;
    this.contenders = contenders;
    this.checkpoints = checkpoints;
  }

  public static void main(String[] args) throws Exception {
    BenchmarkOptions options = BenchmarkOptions.parse(args);
    Path directory = Files.createTempDirectory("nexmark");
    NexmarkBenchmark benchmark =
        new NexmarkBenchmark(options, contenders(options, directory), directory);
    Feed.fill(NexmarkEvents.generate(options.events(), options.millisApart()));
    try (LocalFlink flink =
        LocalFlink.start(
            FlinkOptions.defaults()
                .withSlots(1, 4 * options.parallelism())
                .with("taskmanager.memory.managed.size", "1g"))) {
      for (String backend : options.backends()) {
        for (String query : options.queries()) {
          benchmark.measure(query, backend, flink);
        }
        benchmark.results.printSummary(backend);
      }
    }
    System.exit(benchmark.differ ? 1 : 0);
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

  private void measure(String query, String backend, LocalFlink flink) throws Exception {
    List<Contender> able = new ArrayList<>(contenders.stream().filter(c -> c.has(query)).toList());
    Configuration settings = new Configuration();
    settings.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(StateBackendOptions.STATE_BACKEND, backend.equals("heap") ? "hashmap" : backend);
    Feed.limit(options.compared());
    compareRows(query, able, flink, settings);
    Feed.limit(options.events());
    for (int round = -options.warmUps(); round < options.rounds(); round++) {
      for (Contender contender : able) {
        Stopwatch.Time time = run(query, contender, flink, settings, false);
        if (round >= 0) {
          results.add(backend, query, contender.name(), time, Feed.size());
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
      List<String> rows = Materialized.of(Outlet.kept(), contender.retracts());
      if (expected == null) {
        expected = rows;
        System.out.printf("%s: %,d events give %,d rows%n", query, Feed.size(), rows.size());
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

  private static Stopwatch.Time run(
      String query, Contender contender, LocalFlink flink, Configuration settings, boolean keep)
      throws Exception {
    Outlet.reset(keep);
    Feed.watch().reset();
    System.gc();
    try (Contender.Run run = contender.start(query, flink, settings)) {
      JobStatus status = run.job().await(PATIENCE);
      if (status != JobStatus.FINISHED) {
        throw new IllegalStateException(query + " of " + contender.name() + " is " + status);
      }
      return Feed.watch().stop();
    }
  }
}
