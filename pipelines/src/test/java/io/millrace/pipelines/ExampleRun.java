package io.millrace.pipelines;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;

/** One run of a pipeline of {@code docs/examples}, from its input to the lines that it gives. */
final class ExampleRun {
  private static final Predicate<String> PRINTED =
      Pattern.compile("[a-z][a-z0-9/-]*> .*").asMatchPredicate();

  /** How long an unbounded pipeline gives nothing new until its expectation is written. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final CompiledPipeline pipeline;
  private final Path directory;
  private final Path output;
  private final Map<String, TopicReader> topics = new LinkedHashMap<>();
  private final PrintedLines printed = PrintedLines.capture();

  ExampleRun(Path file, Path output) {
    this(file, output, Pipelines.compile(file));
  }

  /** The same, compiled in another way. */
  ExampleRun(Path file, Path output, CompiledPipeline pipeline) {
    this.pipeline = pipeline;
    this.directory = file.getParent();
    this.output = output;
  }

  /**
   * Runs it until it ends, or until it has given enough.
   *
   * @param input records of topics, one a line
   * @return all that it gave, sorted
   */
  List<String> run(List<String> input, int enough) throws IOException {
    prepare(input);
    try (printed) {
      execute(enough);
    }
    List<String> lines = new ArrayList<>(streamed());
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    topics.values().forEach(TopicReader::close);
    return lines.stream().sorted().toList();
  }

  private void prepare(List<String> input) {
    Set<String> names = new TreeSet<>();
    Set<String> written = new TreeSet<>();
    pipeline.kafka().forEach(use -> names.addAll(use.reads()));
    pipeline.kafka().forEach(use -> written.addAll(use.writes()));
    names.addAll(written);
    names.forEach(name -> Topics.fresh(name, 1));
    input.forEach(ExampleRun::write);
    written.forEach(name -> topics.put(name, Topics.reader(name)));
  }

  /**
   * {@code topic value}, or topic, key and value with tabs between; without a value a tombstone.
   */
  private static void write(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length == 1) {
      int space = line.indexOf(' ');
      Topics.write(line.substring(0, space), List.of(line.substring(space + 1)));
      return;
    }
    try (TopicWriter writer = Topics.writer(parts[0])) {
      writer.send(parts[1], parts.length > 2 ? parts[2] : null);
    }
  }

  private void execute(int enough) {
    try (UserFunctions functions = UserFunctions.compile(pipeline, directory.resolve("functions"));
        PipelineTopology topology =
            PipelineTopology.build(pipeline, Testbed.flink().environment(), arguments())) {
      Configuration settings = new Configuration();
      // The first failure is the one to read, and nobody waits for a checkpoint.
      settings.set(
          RestartStrategyOptions.RESTART_STRATEGY,
          RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
      settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
      topology.environment().configure(settings);
      JobHandle job = Testbed.flink().run(topology);
      try {
        await(job, enough);
      } finally {
        job.cancel();
      }
    }
  }

  private String[] arguments() {
    Map<String, String> known =
        Map.of(
            "data", directory.resolve("data").toAbsolutePath().normalize().toString(),
            "output", output.toString());
    List<String> arguments = new ArrayList<>();
    for (String parameter : pipeline.parameters()) {
      if (parameter.equals("brokers")) {
        arguments.addAll(List.of("--brokers", Testbed.brokers()));
      } else if (known.containsKey(parameter)) {
        arguments.addAll(List.of("--" + parameter, known.get(parameter)));
      }
    }
    return arguments.toArray(String[]::new);
  }

  private void await(JobHandle job, int enough) {
    long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
    long changed = System.nanoTime();
    int lines = 0;
    while (!job.hasEnded()) {
      int now = streamed().size();
      if (now != lines) {
        lines = now;
        changed = System.nanoTime();
      }
      boolean silent =
          lines > 0
              && enough == Integer.MAX_VALUE
              && System.nanoTime() - changed > SILENCE.toNanos();
      if (lines >= enough || silent) {
        settle(job);
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(pipeline.name() + " gave only " + streamed());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    if (job.await(Testbed.PATIENCE) != JobStatus.FINISHED) {
      throw new AssertionError(pipeline.name() + " is " + job.status());
    }
  }

  /** What it gives beyond the expectation would come with the next two checkpoints. */
  private static void settle(JobHandle job) {
    try {
      job.checkpoint();
      job.checkpoint();
    } catch (IllegalStateException e) {
      if (job.await(Testbed.PATIENCE) != JobStatus.FINISHED) {
        throw e;
      }
    }
  }

  /** What it has printed and committed to topics so far. */
  private List<String> streamed() {
    List<String> lines = new ArrayList<>();
    // Others write to the standard output, too: Flink's log, say.
    printed.all().stream().filter(PRINTED).forEach(lines::add);
    for (TopicReader reader : topics.values()) {
      for (TopicRecord record : reader.readToEnd()) {
        lines.add(record.value() == null ? record.keyText() + ": no value" : record.valueText());
      }
    }
    return lines;
  }
}
