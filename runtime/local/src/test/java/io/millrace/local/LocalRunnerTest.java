package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.jvm.JvmClassPath;
import io.millrace.local.kafka.EmbeddedKafka;
import io.millrace.local.kafka.SharedKafka;
import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalRunnerTest {
  private static final String KAFKA_SOURCE =
      "in: { type: kafka, connection: main, topic: %s, format: json, schema: { a: string } }";

  @TempDir Path directory;

  @Test
  void runsAgainstAnEmbeddedBrokerUntilTheJobsEnd() throws Exception {
    Ended ended = run(RunProbe.class, "NumbersJob", "--root", directory.toString());

    assertThat(ended.errors()).noneMatch(LocalRunnerTest::isTrouble);
    assertThat(ended.exit()).isZero();
    assertThat(ended.output().get(0))
        .isEqualTo("NumbersJob: 1 Java files in " + Path.of("target", "millrace", "run"));
    assertThat(ended.output().get(1))
        .matches("Kafka: embedded broker at 127\\.0\\.0\\.1:\\d+, gone at the end");
    assertThat(ended.output().subList(2, ended.output().size()))
        .containsExactly(
            "NumbersJob: topics numbers",
            "NumbersJob: running; Ctrl-C ends it",
            "numbers: finished");
    assertThat(directory.resolve("target/millrace/run/jobs/NumbersJob.java")).isRegularFile();
  }

  @Test
  void usesTheBrokersGivenAndGivesEachPipelineItsOwnParameters() throws Exception {
    EmbeddedKafka kafka = SharedKafka.get();
    kafka.createTopic("numbers", 1);

    Ended ended =
        run(
            RunProbe.class,
            "NumbersJob",
            "FailingJob",
            "--brokers",
            kafka.bootstrapServers(),
            "--root",
            directory.toString(),
            "--",
            "--mode",
            "own");

    assertThat(ended.errors())
        .contains("error: job failing failed: NoSuchLuck: zero is not allowed")
        .noneMatch(line -> line.startsWith("\tat "));
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.output()).contains("Kafka: " + kafka.bootstrapServers(), "numbers: finished");
    assertThat(TopicReader.readAll(kafka.bootstrapServers(), "numbers"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void interruptEndsJobsAndBroker() throws Exception {
    Process process = start(RunProbe.class, "CountJob", "--root", directory.toString());
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      List<String> lines = new ArrayList<>();
      do {
        lines.add(out.readLine());
      } while (lines.get(lines.size() - 1) != null
          && !lines.get(lines.size() - 1).contains("running"));
      List<ProcessHandle> children = process.descendants().toList();
      assertThat(children).hasSize(1);

      // Not INT, which a shell's background jobs ignore; the JVM treats both alike.
      process.toHandle().destroy(); // unlike the process's, it leaves the streams open
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

      assertThat(process.exitValue()).isEqualTo(128 + 15);
      assertThat(lines).contains("CountJob: topics counts, words");
      assertThat(out.lines()).containsExactly("stopping");
      assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8).lines())
          .noneMatch(LocalRunnerTest::isTrouble);
      assertThat(children.get(0).isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void saysThatNoBrokerAnswers() throws Exception {
    Ended ended =
        run(
            RunProbe.class,
            "NumbersJob",
            "--brokers",
            "127.0.0.1:1",
            "--root",
            directory.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors())
        .containsExactly("error: no Kafka broker answers at 127.0.0.1:1: Connection refused");
  }

  @Test
  void passesOnWhatIsWrongWithTheParameters() throws Exception {
    Ended ended = run(RunProbe.class, "FailingJob", "--root", directory.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors())
        .contains("  - parameter mode is missing: give --mode <string>")
        .noneMatch(line -> line.contains("\tat "));
  }

  @Test
  void saysThatAFileIsMissing() throws Exception {
    Path missing = directory.resolve("payments.csv");
    Path pipeline =
        pipeline(
            "in: { type: file, path: '%s', format: csv, schema: { a: string } }"
                .formatted(missing));

    Ended ended = run(LocalRunner.class, pipeline.toString(), "--root", directory.toString());

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors())
        .containsExactly("error: in: there is no file or directory " + missing);
  }

  @Test
  void saysThatADirectoryHasNoFiles() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("payments"));
    Path pipeline =
        pipeline(
            "in: { type: file, path: '%s', format: csv, schema: { a: string } }".formatted(empty));

    Ended ended = run(LocalRunner.class, pipeline.toString(), "--root", directory.toString());

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors()).containsExactly("error: in: the directory " + empty + " is empty");
  }

  @Test
  void saysThatATopicIsMissing() throws Exception {
    String brokers = SharedKafka.get().bootstrapServers();
    Path pipeline = pipeline(KAFKA_SOURCE.formatted("no-such-topic"));

    Ended ended =
        run(
            LocalRunner.class,
            pipeline.toString(),
            "--root",
            directory.toString(),
            "--brokers",
            brokers);

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors())
        .containsExactly(
            "error: Kafka at %s (connection `main`) has no topic no-such-topic. Create it, for example:"
                .formatted(brokers),
            "  kafka-topics.sh --bootstrap-server %s --create --topic no-such-topic"
                .formatted(brokers));
  }

  @Test
  void saysThatNoBrokerAnswersAtAParametersAddress() throws Exception {
    Path pipeline = pipeline(KAFKA_SOURCE.formatted("payments"));

    Ended ended =
        run(
            LocalRunner.class,
            pipeline.toString(),
            "--root",
            directory.toString(),
            "--",
            "--brokers",
            "127.0.0.1:1");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors().stream().filter(line -> !line.startsWith("WARN")))
        .containsExactly(
            "error: Kafka cannot be reached at 127.0.0.1:1 (connection `main`): no answer within 12 s.",
            "Is the broker running, is the address right, and do the security settings match its listener?");
  }

  @Test
  void saysThatThisJavaHasNoCompiler() throws Exception {
    Path pipeline = pipeline("in: { type: datagen, fields: { n: index }, count: 1 }");

    Ended ended =
        ended(
            start(
                List.of("--limit-modules", "java.se,jdk.unsupported"),
                LocalRunner.class,
                pipeline.toString(),
                "--root",
                directory.toString()));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.errors()).hasSize(3);
    assertThat(ended.errors().get(0)).endsWith("and this Java runtime has no compiler:");
    assertThat(ended.errors().get(2)).contains("Run it with a JDK instead of a JRE");
  }

  @Test
  void showsItsUsage() throws Exception {
    Ended wrong = run(LocalRunner.class, "--broker", "x");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.errors().get(0))
        .isEqualTo(
            "error: unknown option --broker; did you mean --brokers?"
                + " (a pipeline's own parameters stand behind --)");
    assertThat(wrong.errors().get(1)).startsWith("usage: LocalRunner");

    Ended help = run(LocalRunner.class, "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.output().get(0)).startsWith("usage: LocalRunner");
  }

  /** Warnings may come from a slow machine. */
  private static boolean isTrouble(String line) {
    return line.startsWith("ERROR") || line.startsWith("error:") || line.startsWith("\tat ");
  }

  private Path pipeline(String source) throws IOException {
    return Files.writeString(
        directory.resolve("pipeline.yaml"),
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: starts-not
        parameters:
          brokers: { type: string, default: "localhost:9092" }
        connections:
          main: { type: kafka, bootstrap-servers: "${brokers}" }
        sources:
          %s
        sinks:
          out: { type: print, input: in }
        """
            .formatted(source));
  }

  private record Ended(int exit, List<String> output, List<String> errors) {}

  private Ended run(Class<?> main, String... args) throws IOException, InterruptedException {
    return ended(start(main, args));
  }

  private Ended ended(Process process) throws IOException, InterruptedException {
    try {
      Path errors = Files.createTempFile(directory, "errors", ".txt");
      Thread drain =
          new Thread(
              () -> {
                try {
                  Files.write(errors, process.getErrorStream().readAllBytes());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      drain.start();
      List<String> output =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      int exit = process.waitFor();
      drain.join();
      return new Ended(exit, output, Files.readAllLines(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    return start(List.of(), main, args);
  }

  private static Process start(List<String> jvmOptions, Class<?> main, String... args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", JvmClassPath.joined(JvmClassPath.entries()), main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }
}
