package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.flink.FlinkOptions;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.local.flink.JobFailedException;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.LocalFlink;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.flink.SavepointRestore;
import io.millrace.local.jvm.TemporaryDirectory;
import io.millrace.local.kafka.EmbeddedKafka;
import io.millrace.runtime.job.JobParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Compiled pipelines on their way: Java, Kafka, Flink, jobs; says what it does in lines. */
final class PipelineRun implements AutoCloseable {
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final RunnerOptions options;
  private final Console console;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Object closing = new Object();
  private volatile boolean stopping;

  private final Surroundings surroundings;

  /**
   * What a run finds there and leaves there.
   *
   * @param kafka the broker that outlives it; null: it starts its own where it needs one
   * @param built hears of each topology before it is submitted
   */
  record Surroundings(
      @Nullable EmbeddedKafka kafka, BiConsumer<CompiledPipeline, PipelineTopology> built) {
    static final Surroundings NONE = new Surroundings(null, (pipeline, topology) -> {});
  }

  PipelineRun(RunnerOptions options, Console console) {
    this(options, console, Surroundings.NONE);
  }

  PipelineRun(RunnerOptions options, Console console, Surroundings surroundings) {
    this.options = options;
    this.console = console;
    this.surroundings = surroundings;
  }

  /** Runs to the end; false when a job failed. */
  boolean run(List<CompiledPipeline> pipelines) throws IOException, InterruptedException {
    List<GeneratedJob> jobs = new ArrayList<>();
    for (CompiledPipeline pipeline : pipelines) {
      writeJava(pipeline);
      jobs.add(opened(GeneratedJob.load(pipeline)));
      console.say(
          "%s: %d Java files in %s"
              .formatted(pipeline.name(), pipeline.files().size(), javaDirectory()));
    }
    JobArguments arguments = new JobArguments(options.jobArguments());
    LocalKafka kafka =
        opened(LocalKafka.of(pipelines, options.brokers(), surroundings.kafka(), arguments));
    if (kafka.embedded() != null && kafka.embedded() != surroundings.kafka()) {
      console.say(
          "Kafka: embedded broker at %s, gone at the end"
              .formatted(kafka.embedded().bootstrapServers()));
    } else if (options.brokers() != null) {
      console.say("Kafka: %s".formatted(options.brokers()));
    }
    TemporaryDirectory directory = opened(TemporaryDirectory.create("millrace-run-"));
    List<PipelineTopology> topologies = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      topologies.add(build(pipelines.get(i), pipelines, jobs.get(i), kafka, arguments, directory));
    }
    return await(submit(pipelines, topologies));
  }

  private PipelineTopology build(
      CompiledPipeline pipeline,
      List<CompiledPipeline> all,
      GeneratedJob job,
      LocalKafka kafka,
      JobArguments arguments,
      TemporaryDirectory directory) {
    List<String> own = new ArrayList<>(arguments.of(pipeline, all));
    own.addAll(kafka.arguments(pipeline));
    JobParameters parameters = job.parameters(own.toArray(String[]::new));
    // Before the build: a job may look for its topics there.
    Set<String> topics = kafka.createTopics(pipeline, parameters::expand);
    if (!topics.isEmpty()) {
      console.say("%s: topics %s".formatted(pipeline.name(), String.join(", ", topics)));
    }
    // Flink would try for a minute, or restart the job again and again.
    job.preflight(parameters);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
    PipelineTopology topology = job.build(environment, parameters);
    LocalSettings.apply(environment, directory.path().resolve(pipeline.name()));
    surroundings.built().accept(pipeline, topology);
    return topology;
  }

  private List<JobHandle> submit(
      List<CompiledPipeline> pipelines, List<PipelineTopology> topologies) {
    int slots = topologies.stream().mapToInt(PipelineTopology::parallelism).sum();
    // Room for slot sharing groups of the jobs' own.
    LocalFlink flink =
        opened(LocalFlink.start(FlinkOptions.defaults().withSlots(1, Math.max(4, 2 * slots))));
    List<JobHandle> handles = new ArrayList<>();
    for (int i = 0; i < topologies.size(); i++) {
      handles.add(
          options.savepoint() == null
              ? flink.run(topologies.get(i))
              : flink.run(topologies.get(i), SavepointRestore.of(options.savepoint())));
      console.say("%s: running; Ctrl-C ends it".formatted(pipelines.get(i).name()));
    }
    return handles;
  }

  private boolean await(List<JobHandle> handles) throws InterruptedException {
    boolean succeeded = true;
    List<JobHandle> running = new ArrayList<>(handles);
    while (!running.isEmpty() && !stopping) {
      Thread.sleep(50);
      for (JobHandle handle : List.copyOf(running)) {
        if (handle.hasEnded() && !stopping) {
          running.remove(handle);
          succeeded &= tellEnd(handle);
        }
      }
    }
    return succeeded;
  }

  private boolean tellEnd(JobHandle handle) {
    try {
      console.say(
          "%s: %s".formatted(handle.name(), handle.await(AT_ONCE).name().toLowerCase(Locale.ROOT)));
      return true;
    } catch (JobFailedException e) {
      console.error(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** For a shutdown hook: ends what runs, the jobs before their broker. */
  void stop() {
    stopping = true;
    if (isOpen()) {
      console.say("stopping");
    }
    close();
  }

  /** Ends what runs without a word: something else takes its place. */
  void replace() {
    stopping = true;
    close();
  }

  /** Whether {@link #stop()} was called: what fails from then on is its doing. */
  boolean isStopping() {
    return stopping;
  }

  /** Closes one after the other; a second caller waits for the first. */
  @Override
  public void close() {
    synchronized (closing) {
      for (AutoCloseable next = last(); next != null; next = last()) {
        try {
          next.close();
        } catch (Exception e) {
          console.warn(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private @Nullable AutoCloseable last() {
    synchronized (open) {
      return open.pollLast();
    }
  }

  private boolean isOpen() {
    synchronized (open) {
      return !open.isEmpty();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    synchronized (open) {
      open.addLast(resource);
    }
    return resource;
  }

  private void writeJava(CompiledPipeline pipeline) throws IOException {
    for (GeneratedFile file : pipeline.files()) {
      Path path = options.javaDirectory().resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
  }

  private Path javaDirectory() {
    Path directory = options.javaDirectory();
    return directory.startsWith(options.root()) ? options.root().relativize(directory) : directory;
  }
}
