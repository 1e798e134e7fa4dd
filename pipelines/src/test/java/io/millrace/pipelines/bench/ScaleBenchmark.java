package io.millrace.pipelines.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * What an event costs as one size grows, JSON from memory and to memory.
 *
 * <p>The first argument says which: {@code keys} (1,000 to 10,000,000, RocksDB), {@code overlap}
 * (windows that an event is in, 1 to 1,440), {@code depth} (1 to 50 nodes without state, fused and
 * not), {@code parallelism} (1 and 2). Each size is measured {@code rounds} times (the second
 * argument, 3 by default), sizes in turn, after one round to warm up; {@code keys} without one. The
 * third argument is how many events are measured, 1,000,000 by default, the fourth how the names of
 * the sizes begin that alone are measured.
 */
public final class ScaleBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS = 1_000_000;
  private static final long START = 1_767_225_600_000L;

  /** Larger than any number of keys, and prime: keys come in no order. */
  private static final long STEP = 15_485_863;

  private final Path directory;
  private final LocalFlink flink;

  /** By their YAML. */
  private final Map<String, CompiledPipeline> pipelines;

  private ScaleBenchmark(
      Path directory, LocalFlink flink, Map<String, CompiledPipeline> pipelines) {
    this.directory = directory;
    this.flink = flink;
    this.pipelines = pipelines;
  }

  /** One line of the table. */
  private record Size(
      String name,
      String yaml,
      String backend,
      int before,
      int measured,
      IntFunction<byte[]> event) {}

  public static void main(String[] args) {
    Ending.of(() -> run(args));
  }

  private static int run(String[] args) throws Exception {
    int events = args.length < 3 ? EVENTS : Integer.parseInt(args[2]);
    String what = args.length == 0 ? "" : args[0];
    String only = args.length < 4 ? "" : args[3];
    List<Size> sizes =
        sizes(what, events).stream().filter(size -> size.name().startsWith(only)).toList();
    int rounds = args.length < 2 ? 3 : Integer.parseInt(args[1]);
    boolean warmUp = !what.equals("keys");
    Path directory = Files.createTempDirectory("scale");
    Map<String, CompiledPipeline> pipelines = new LinkedHashMap<>();
    for (Size size : sizes) {
      if (!pipelines.containsKey(size.yaml())) {
        pipelines.put(size.yaml(), compile(size.yaml(), directory, pipelines.size()));
      }
    }
    if (!OwnProcess.inside()) {
      return OwnProcess.run(ScaleBenchmark.class, args, pipelines.values());
    }
    try (LocalFlink flink =
        LocalFlink.start(
            FlinkOptions.defaults()
                .withSlots(1, 4)
                .with("taskmanager.memory.managed.size", "1g"))) {
      ScaleBenchmark benchmark = new ScaleBenchmark(directory, flink, pipelines);
      List<List<Stopwatch.Time>> times = new ArrayList<>();
      sizes.forEach(size -> times.add(new ArrayList<>()));
      for (int round = warmUp ? -1 : 0; round < rounds; round++) {
        for (int i = 0; i < sizes.size(); i++) {
          Stopwatch.Time time = benchmark.run(sizes.get(i));
          System.out.printf("%s: %,d ns of CPU an event%n", sizes.get(i).name(), time.cpu());
          if (round >= 0) {
            times.get(i).add(time);
          }
        }
      }
      System.out.printf("%n| %s | CPU ns an event | least to most | ns of time |%n", what);
      System.out.println("| --- | ---: | ---: | ---: |");
      for (int i = 0; i < sizes.size(); i++) {
        List<Long> cpu = times.get(i).stream().map(Stopwatch.Time::cpu).sorted().toList();
        List<Long> wall = times.get(i).stream().map(Stopwatch.Time::wall).sorted().toList();
        System.out.printf(
            "| %s | %,d | %,d to %,d | %,d |%n",
            sizes.get(i).name(),
            cpu.get(cpu.size() / 2),
            cpu.get(0),
            cpu.get(cpu.size() - 1),
            wall.get(wall.size() / 2));
      }
    }
    return 0;
  }

  private static List<Size> sizes(String what, int events) {
    List<Size> sizes = new ArrayList<>();
    switch (what) {
      case "keys" -> {
        for (int keys : List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
          // Every key has state before time counts.
          int before = Math.max(keys, events);
          String yaml = ScalePipelines.runningTotals(1);
          sizes.add(
              new Size(
                  "%,d".formatted(keys),
                  yaml,
                  "rocksdb",
                  before,
                  events,
                  number -> event(number, keys, 1)));
        }
      }
      case "overlap" -> {
        for (int minutes : List.of(1, 10, 60, 360, 1_440)) {
          String yaml = ScalePipelines.slidingWindows(minutes);
          for (String backend : List.of("hashmap", "rocksdb")) {
            sizes.add(
                new Size(
                    "%,d, %s".formatted(minutes, backend),
                    yaml,
                    backend,
                    0,
                    events,
                    number -> event(number, 100, 100)));
          }
        }
      }
      case "depth" -> {
        for (int nodes : List.of(1, 5, 10, 20, 50)) {
          for (boolean fused : List.of(true, false)) {
            sizes.add(
                new Size(
                    nodes + (fused ? ", fused" : ", not fused"),
                    ScalePipelines.chain(nodes, fused),
                    "hashmap",
                    0,
                    events,
                    number -> event(number, 1_000, 1)));
          }
        }
      }
      case "parallelism" -> {
        for (String backend : List.of("hashmap", "rocksdb")) {
          for (int parallelism : List.of(1, 2)) {
            sizes.add(
                new Size(
                    parallelism + ", " + backend,
                    ScalePipelines.runningTotals(parallelism),
                    backend,
                    0,
                    events,
                    number -> event(number, 10_000, 1)));
          }
        }
      }
      default ->
          throw new IllegalArgumentException(
              "expected keys, overlap, depth or parallelism, found `" + what + "`");
    }
    return sizes;
  }

  private static byte[] event(int number, int keys, int millisApart) {
    // Not formatted: it is made while time counts.
    String text =
        "{\"key\":"
            + number * STEP % keys
            + ",\"value\":"
            + number % 1_000
            + ",\"at\":"
            + (START + (long) number * millisApart)
            + "}";
    return text.getBytes(ISO_8859_1);
  }

  private Stopwatch.Time run(Size size) throws Exception {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, size.backend());
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    Feed.fill(size.before() + size.measured(), size.before(), size.event());
    Outlet.reset(false);
    Feed.watch().reset();
    System.gc();
    InMemory environment = new InMemory(settings);
    JobClass.build(pipelines.get(size.yaml()).mainClass(), List.of(), environment);
    environment.replaceSinks();
    JobHandle job = flink.run(environment);
    if (job.await(PATIENCE) != JobStatus.FINISHED) {
      throw new IllegalStateException(size.name() + " is " + job.status());
    }
    Stopwatch.Time time = Feed.watch().stop();
    return new Stopwatch.Time(time.cpu() / size.measured(), time.wall() / size.measured());
  }

  /**
   * Compiles a pipeline.
   *
   * @param number of its package
   */
  static CompiledPipeline compile(String yaml, Path directory, int number) throws IOException {
    Path file = Files.writeString(directory.resolve("scale.yaml"), yaml);
    CompileResult result =
        new PipelineCompiler()
            .compile(new CompileRequest(List.of(file), directory, "io.millrace.scale" + number));
    if (result.pipelines().isEmpty()) {
      throw new IllegalStateException("does not compile: " + result.diagnostics());
    }
    return result.pipelines().get(0);
  }
}
