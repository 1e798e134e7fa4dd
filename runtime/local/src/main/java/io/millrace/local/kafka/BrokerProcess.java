package io.millrace.local.kafka;

import io.millrace.local.jvm.TemporaryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One JVM that runs {@link BrokerMain}, with its directory. */
final class BrokerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final int TAIL_LINES = 25;

  private final TemporaryDirectory directory;
  private final Process process;
  private final Path log;

  private BrokerProcess(TemporaryDirectory directory, Process process, Path log) {
    this.directory = directory;
    this.process = process;
    this.log = log;
  }

  /** Starts the process; it is not ready yet. */
  static BrokerProcess launch(BrokerOptions options, int port, int controllerPort)
      throws IOException {
    TemporaryDirectory directory = TemporaryDirectory.create("millrace-kafka-");
    try {
      Path home = directory.path();
      try (OutputStream out = Files.newOutputStream(home.resolve(BrokerMain.PROPERTIES))) {
        BrokerProperties.of(port, controllerPort, home.resolve("data"), options).store(out, null);
      }
      // In a file: a class path can be longer than what a command line takes.
      Path arguments = home.resolve("java.args");
      Files.writeString(
          arguments,
          "-cp \""
              + options.joinedClassPath().replace("\\", "\\\\").replace("\"", "\\\"")
              + "\"\n");
      Path log = home.resolve("broker.log");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx512m",
                  "-XX:-UsePerfData",
                  "-Dlog4j2.configurationFile=classpath:io/millrace/local/broker-log4j2.properties",
                  "@" + arguments,
                  BrokerMain.class.getName(),
                  home.toString(),
                  Long.toString(ProcessHandle.current().pid()))
              .redirectError(log.toFile())
              .start();
      return new BrokerProcess(directory, process, log);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Returns once clients are served; throws when the process ends or makes no progress. */
  void awaitReady(Duration patience) throws InterruptedException {
    CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(this::readReady);
    long started = System.nanoTime();
    long progressed = started;
    long size = 0;
    while (true) {
      try {
        if (ready.get(200, TimeUnit.MILLISECONDS)) {
          return;
        }
        int exit = process.waitFor();
        throw new BrokerStartException(
            "the embedded Kafka broker ended with exit code " + exit + " while starting" + tail());
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        long newSize = log.toFile().length();
        if (newSize != size) {
          size = newSize;
          progressed = now;
        }
        if (now - progressed > patience.toNanos() || now - started > LONGEST_START.toNanos()) {
          throw new BrokerStartException(
              "the embedded Kafka broker did not become ready in "
                  + Duration.ofNanos(now - started).toSeconds()
                  + " s"
                  + tail(),
              e);
        }
      } catch (ExecutionException e) {
        throw new BrokerStartException("cannot read from the embedded Kafka broker" + tail(), e);
      }
    }
  }

  boolean portTaken() {
    return lines().stream().anyMatch(line -> line.contains("Address already in use"));
  }

  long pid() {
    return process.pid();
  }

  Path directory() {
    return directory.path();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns when the process is gone and its directory removed. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // its cue to go
    } catch (IOException e) {
      process.destroy();
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    directory.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean readReady() {
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return BrokerMain.READY.equals(out.readLine());
    } catch (IOException e) {
      return false; // the pipe broke: the process is ending
    }
  }

  private String tail() {
    List<String> lines = lines();
    if (lines.isEmpty()) {
      return " (its log is empty)";
    }
    int from = Math.max(0, lines.size() - TAIL_LINES);
    return ". The end of its log:\n  " + String.join("\n  ", lines.subList(from, lines.size()));
  }

  private List<String> lines() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
