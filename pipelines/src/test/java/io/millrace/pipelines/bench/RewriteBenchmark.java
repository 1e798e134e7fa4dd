package io.millrace.pipelines.bench;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.pipelines.NexmarkEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * What each rewrite of the plan gains where it has something to do: CPU per event of pipelines over
 * Nexmark's events with it and without, in turn; likewise the mode of JSON that reads no more than
 * it needs.
 *
 * <p>Arguments: how many rounds count (3), how many events (200,000), the backend (hashmap), which
 * pipeline alone (all), and the parallelism (1).
 */
public final class RewriteBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path directory;
  private final LocalFlink flink;
  private final String backend;
  private final int events;
  private final int parallelism;

  private RewriteBenchmark(
      Path directory, LocalFlink flink, String backend, int events, int parallelism) {
    this.directory = directory;
    this.flink = flink;
    this.backend = backend;
    this.events = events;
    this.parallelism = parallelism;
  }

  public static void main(String[] args) {
    Ending.of(() -> run(args));
  }

  private static int run(String[] args) throws Exception {
    int rounds = args.length < 1 ? 3 : Integer.parseInt(args[0]);
    int events = args.length < 2 ? 200_000 : Integer.parseInt(args[1]);
    String backend = args.length < 3 ? "hashmap" : args[2];
    String only = args.length < 4 ? "all" : args[3];
    int parallelism = args.length < 5 ? 1 : Integer.parseInt(args[4]);
    List<RewriteCases.Case> cases =
        RewriteCases.all().stream()
            .filter(each -> only.equals("all") || each.pipeline().startsWith(only))
            .toList();
    if (!OwnProcess.inside()) {
      return OwnProcess.run(
          RewriteBenchmark.class,
          args,
          cases.stream().flatMap(each -> Stream.of(each.with(), each.less())).toList());
    }
    Path directory = Files.createTempDirectory("rewrites");
    Feed.fill(NexmarkEvents.generate(events));
    try (LocalFlink flink =
        LocalFlink.start(
            FlinkOptions.defaults()
                .withSlots(1, 4)
                .with("taskmanager.memory.managed.size", "1g"))) {
      RewriteBenchmark benchmark =
          new RewriteBenchmark(directory, flink, backend, events, parallelism);
      System.out.printf("| rewrite | pipeline | with | without | gain | time |%n");
      System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
      for (RewriteCases.Case each : cases) {
        benchmark.measure(each, rounds);
      }
    }
    return 0;
  }

  private void measure(RewriteCases.Case each, int rounds) throws Exception {
    List<Stopwatch.Time> with = new ArrayList<>();
    List<Stopwatch.Time> less = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      // The second of two runs finds a warmer machine.
      boolean first = round % 2 == 0;
      Stopwatch.Time one = run(first ? each.with() : each.less());
      Stopwatch.Time other = run(first ? each.less() : each.with());
      if (round >= 0) {
        with.add(first ? one : other);
        less.add(first ? other : one);
      }
    }
    long cpu = median(with.stream().map(Stopwatch.Time::cpu).toList());
    long cpuLess = median(less.stream().map(Stopwatch.Time::cpu).toList());
    long wall = median(with.stream().map(Stopwatch.Time::wall).toList());
    long wallLess = median(less.stream().map(Stopwatch.Time::wall).toList());
    System.out.printf(
        "| %s | %s | %,d | %,d | %.2f | %.2f |%n",
        each.what(),
        each.pipeline(),
        cpu / events,
        cpuLess / events,
        (double) cpuLess / cpu,
        (double) wallLess / wall);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private Stopwatch.Time run(CompiledPipeline pipeline) throws Exception {
    Configuration settings = new Configuration();
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.set(StateBackendOptions.STATE_BACKEND, backend);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    Outlet.reset(false);
    Feed.watch().reset();
    System.gc();
    InMemory environment = new InMemory(settings);
    JobClass.build(
        pipeline.mainClass(), List.of("--parallelism", String.valueOf(parallelism)), environment);
    environment.replaceSinks();
    JobHandle job = flink.run(environment);
    if (job.await(PATIENCE) != JobStatus.FINISHED) {
      throw new IllegalStateException(pipeline.name() + " is " + job.status());
    }
    return Feed.watch().stop();
  }
}
