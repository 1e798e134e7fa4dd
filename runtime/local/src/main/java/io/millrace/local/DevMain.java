package io.millrace.local;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.signature.FunctionPath;
import io.millrace.local.compile.CompileException;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.local.jvm.JvmClassPath;
import io.millrace.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs pipelines while somebody works on them: {@code DevMain --watch DIRECTORY} and the arguments
 * of {@link LocalRunner}. Whenever a file below the directory changes, all is checked again; if it
 * is right, the new version takes the place of the one that runs, else that one goes on. It ends
 * when its JVM does.
 */
public final class DevMain implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SHOW = Duration.ofSeconds(2);

  private static final Pattern PART = Pattern.compile("[^.].*\\.(ya?ml|avsc|proto|json)");
  private static final Pattern TEST = Pattern.compile(".*\\.test\\.ya?ml");

  private final Path watched;
  private final RunnerOptions options;
  private final Console console;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable DevRun run;
  private List<GeneratedFile> running = List.of();
  private volatile boolean closed;

  private DevMain(Path watched, RunnerOptions options, Console console) {
    this.watched = watched;
    this.options = options;
    this.console = console;
  }

  /** Runs until the JVM ends; exit code 1 for arguments that say nothing. */
  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty(LocalRunner.LOG_CONFIGURATION) == null) {
      System.setProperty(LocalRunner.LOG_CONFIGURATION, LocalRunner.DEFAULT_LOG_CONFIGURATION);
    }
    Console console = Console.system();
    DevMain dev;
    try {
      dev = of(List.of(args), console);
    } catch (IllegalArgumentException e) {
      console.error(String.valueOf(e.getMessage()));
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(dev::close, "millrace-stop"));
    dev.watch();
  }

  static DevMain of(List<String> args, Console console) {
    if (args.size() < 2 || !args.get(0).equals("--watch")) {
      throw new IllegalArgumentException("usage: DevMain --watch DIRECTORY … PIPELINE.yaml…");
    }
    return new DevMain(
        Path.of(args.get(1)), RunnerOptions.parse(args.subList(2, args.size())), console);
  }

  /** Returns when it is closed. */
  void watch() throws InterruptedException {
    Map<Path, FileTime> known = Map.of();
    long lastShown = System.nanoTime();
    while (!closed) {
      Map<Path, FileTime> now = files();
      if (!now.equals(known)) {
        Thread.sleep(POLL.toMillis() / 2); // an editor may still be writing
        known = files();
        renew();
        lastShown = System.nanoTime();
      }
      if (System.nanoTime() - lastShown > SHOW.toNanos()) {
        show();
        lastShown = System.nanoTime();
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private Map<Path, FileTime> files() {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> all = Files.walk(watched)) {
      for (Path file : all.filter(DevMain::matters).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A file went while it was looked at: the next look sees what is left.
    }
    return times;
  }

  /** Whether a file can be part of a pipeline: not what editors leave beside it, and no test. */
  private static boolean matters(Path file) {
    String name = String.valueOf(file.getFileName());
    return PART.matcher(name).matches() && !TEST.matcher(name).matches();
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    try {
      List<CompiledPipeline> sound = check();
      if (sound != null) {
        replace(sound);
      }
    } catch (RuntimeException e) {
      // As a broker that does not start; the next change is another chance.
      console.error(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** What to run now; null if that is what runs already. */
  private @Nullable List<CompiledPipeline> check() {
    long start = System.nanoTime();
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(options.files(), options.root(), options.basePackage())
                    .withEnvironment(options.environment())
                    .withoutRewrites(Set.of(JobDecl.Rewrite.FUSION)) // what each node does is shown
                    .withFunctions(new FunctionPath(List.of(), JvmClassPath.entries())));
    List<Diagnostic> found = new ArrayList<>(result.diagnostics());
    if (!result.hasErrors()) {
      found.addAll(SqlChecks.check(result.pipelines()));
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    console.show(found);
    String unknown = result.unknownEnvironment(options.environment());
    if (unknown != null) {
      console.error(unknown);
    }
    int count = result.pipelineFiles();
    String checked =
        "checked %d %s in %d ms".formatted(count, count == 1 ? "pipeline" : "pipelines", millis);
    if (unknown != null || found.stream().anyMatch(Diagnostic::isError)) {
      console.say(checked + ": " + whatGoesOn());
      return null;
    }
    List<GeneratedFile> files =
        result.pipelines().stream().flatMap(pipeline -> pipeline.files().stream()).toList();
    if (run != null && run.isAlive() && files.equals(running)) {
      console.say(checked + ": the job is the same, and goes on");
      return null;
    }
    try {
      // Ahead of the end of what runs: a class of the project's own may not fit.
      result.pipelines().forEach(pipeline -> GeneratedJob.load(pipeline).close());
    } catch (CompileException e) {
      console.error(String.valueOf(e.getMessage()));
      console.say(checked + ": " + whatGoesOn());
      return null;
    }
    console.say(checked + (run == null ? "" : ": the new version starts, from the beginning"));
    running = files;
    return result.pipelines();
  }

  private String whatGoesOn() {
    return run == null ? "nothing runs until it is right" : "the last right version goes on";
  }

  private void replace(List<CompiledPipeline> pipelines) {
    if (run != null) {
      run.close();
      run = null;
    }
    if (kafka == null
        && options.brokers() == null
        && LocalKafka.isNeeded(pipelines, new JobArguments(options.jobArguments()))) {
      kafka = LocalKafka.start();
      console.say(
          "Kafka: embedded broker at %s, gone at the end".formatted(kafka.bootstrapServers()));
    }
    run = DevRun.start(pipelines, options, console, kafka);
  }

  private synchronized void show() {
    if (run != null && !closed) {
      run.news().forEach(console::say);
    }
  }

  /** Ends what runs, the job before its broker. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (run != null) {
        run.close();
        run = null;
      }
      if (kafka != null) {
        kafka.close();
        kafka = null;
      }
    }
  }
}
