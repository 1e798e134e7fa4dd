package io.millrace.local;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.ColorPolicy;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.compiler.signature.FunctionPath;
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
import java.util.TreeMap;
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

  private final Path watched;
  private final RunnerOptions options;
  private final Console console;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable DevRun run;
  private List<String> shown = List.of();
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
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A file went while it was looked at: the next look sees what is left.
    }
    return times;
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    long start = System.nanoTime();
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(options.files(), options.root(), options.basePackage())
                    .withEnvironment(options.environment())
                    .withFunctions(new FunctionPath(List.of(), JvmClassPath.entries())));
    List<Diagnostic> found = new ArrayList<>(result.diagnostics());
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    if (!result.hasErrors()) {
      found.addAll(SqlChecks.check(result.pipelines()));
    }
    if (!found.isEmpty()) {
      boolean color = ColorPolicy.colorWanted(System.getenv(), console.isTerminal());
      console.err().println(new TerminalRenderer(color).render(found));
    }
    long errors = found.stream().filter(Diagnostic::isError).count();
    String checked = "checked %d pipelines in %d ms".formatted(result.pipelineFiles(), millis);
    if (errors > 0) {
      console.say(
          checked
              + ": "
              + (run == null
                  ? "nothing runs until it is right"
                  : "the last right version goes on"));
      return;
    }
    console.say(checked + (run == null ? "" : ": the new version starts, from the beginning"));
    if (run != null) {
      run.close();
    }
    if (kafka == null
        && options.brokers() == null
        && LocalKafka.isNeeded(result.pipelines(), new JobArguments(options.jobArguments()))) {
      kafka = LocalKafka.start();
      console.say(
          "Kafka: embedded broker at %s, gone at the end".formatted(kafka.bootstrapServers()));
    }
    shown = List.of();
    run = DevRun.start(result.pipelines(), options, console, kafka);
  }

  private synchronized void show() {
    if (run == null || closed) {
      return;
    }
    List<String> lines = run.lines();
    if (!lines.equals(shown)) {
      lines.forEach(console::say);
      shown = lines;
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
