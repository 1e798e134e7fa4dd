package io.millrace.pipelines.bench;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.model.JobDecl.Rewrite;
import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.pipelines.NexmarkEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
 * <p>Arguments: how many rounds count (3), how many events (200,000), the backend (hashmap), and
 * which pipeline alone (all).
 */
public final class RewriteBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Path QUERIES = Path.of("src/main/pipelines/nexmark");
  private static final Path OWN = Path.of("src/test/pipelines/rewrites");

  private final Path directory;
  private final LocalFlink flink;
  private final String backend;
  private final int events;

  private RewriteBenchmark(Path directory, LocalFlink flink, String backend, int events) {
    this.directory = directory;
    this.flink = flink;
    this.backend = backend;
    this.events = events;
  }

  /** A pipeline with what is measured and without it. */
  private record Case(String what, String pipeline, CompiledPipeline with, CompiledPipeline less) {}

  public static void main(String[] args) {
    Ending.of(() -> run(args));
  }

  private static int run(String[] args) throws Exception {
    int rounds = args.length < 1 ? 3 : Integer.parseInt(args[0]);
    int events = args.length < 2 ? 200_000 : Integer.parseInt(args[1]);
    String backend = args.length < 3 ? "hashmap" : args[2];
    Path directory = Files.createTempDirectory("rewrites");
    Feed.fill(NexmarkEvents.generate(events));
    try (LocalFlink flink =
        LocalFlink.start(
            FlinkOptions.defaults()
                .withSlots(1, 4)
                .with("taskmanager.memory.managed.size", "1g"))) {
      RewriteBenchmark benchmark = new RewriteBenchmark(directory, flink, backend, events);
      System.out.printf("| rewrite | pipeline | with | without | gain | time |%n");
      System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
      for (Case each : benchmark.cases()) {
        if (args.length < 4 || each.pipeline().equals(args[3])) {
          benchmark.measure(each, rounds);
        }
      }
    }
    return 0;
  }

  private List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    cases.add(rewrite(Rewrite.PROJECTION, "q2"));
    cases.add(rewrite(Rewrite.PROJECTION, "q5"));
    cases.add(rewrite(Rewrite.CONSTANT_FOLDING, "constants"));
    cases.add(rewrite(Rewrite.FUSION, "q1"));
    cases.add(rewrite(Rewrite.FUSION, "q2"));
    cases.add(rewrite(Rewrite.PUSH_DOWN, "q14"));
    cases.add(rewrite(Rewrite.COMMON_EXPRESSIONS, "q22"));
    cases.add(rewrite(Rewrite.KEY_REUSE, "q9"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "q5"));
    cases.add(rewrite(Rewrite.PRE_AGGREGATION, "q7"));
    cases.add(rewrite(Rewrite.SLICE_SHARING, "slices"));
    for (String query : List.of("q1", "q2", "q5", "q7", "q9", "q22")) {
      Set<Rewrite> all = EnumSet.allOf(Rewrite.class);
      cases.add(new Case("all", query, compile(file(query), Set.of()), compile(file(query), all)));
    }
    for (String query : List.of("q0", "q2")) {
      cases.add(new Case("`mode: fast`", query, fast(query), compile(file(query), Set.of())));
    }
    return cases;
  }

  private static Case rewrite(Rewrite rewrite, String pipeline) {
    Path file = file(pipeline);
    return new Case(
        rewrite.key(), pipeline, compile(file, Set.of()), compile(file, Set.of(rewrite)));
  }

  private static Path file(String pipeline) {
    return (pipeline.startsWith("q") ? QUERIES : OWN).resolve(pipeline + ".yaml");
  }

  /** A query whose events are read in the fast mode. */
  private CompiledPipeline fast(String query) throws IOException {
    String library = "nexmark.yaml";
    Files.copy(
        QUERIES.resolve(library), directory.resolve(library), StandardCopyOption.REPLACE_EXISTING);
    String text = Files.readString(file(query));
    String changed =
        text.replace(
            "    format: json\n    schema: Event\n",
            "    format: { type: json, mode: fast }\n    schema: Event\n");
    if (changed.equals(text)) {
      throw new IllegalStateException(query + " has no such source");
    }
    return compile(Files.writeString(directory.resolve(query + ".yaml"), changed), Set.of());
  }

  private static CompiledPipeline compile(Path file, Set<Rewrite> off) {
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(
                        List.of(file.toAbsolutePath()),
                        file.toAbsolutePath().getParent(),
                        "io.millrace.rewritten")
                    .withoutRewrites(off));
    if (result.pipelines().isEmpty()) {
      throw new IllegalStateException("does not compile: " + result.diagnostics());
    }
    return result.pipelines().get(0);
  }

  private void measure(Case each, int rounds) throws Exception {
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
    settings.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    settings.set(StateBackendOptions.STATE_BACKEND, backend);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    Outlet.reset(false);
    Feed.watch().reset();
    System.gc();
    InMemory environment = new InMemory(settings);
    try (PipelineTopology topology = PipelineTopology.build(pipeline, environment, new String[0])) {
      environment.replaceSinks();
      JobHandle job = flink.run(topology);
      if (job.await(PATIENCE) != JobStatus.FINISHED) {
        throw new IllegalStateException(pipeline.name() + " is " + job.status());
      }
      return Feed.watch().stop();
    }
  }
}
