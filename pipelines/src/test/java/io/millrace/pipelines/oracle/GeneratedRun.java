package io.millrace.pipelines.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import io.millrace.pipelines.PrintedLines;
import io.millrace.pipelines.Testbed;
import io.millrace.pipelines.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;

/** One generated pipeline on the testbed. */
final class GeneratedRun {
  private final GeneratedPipeline pipeline;
  private final Path directory;
  private final PrintedLines printed;
  private final PipelineTopology topology;
  private final JobHandle job;

  private GeneratedRun(
      GeneratedPipeline pipeline,
      Path directory,
      PrintedLines printed,
      PipelineTopology topology,
      JobHandle job) {
    this.pipeline = pipeline;
    this.directory = directory;
    this.printed = printed;
    this.topology = topology;
    this.job = job;
  }

  /** Provides its input and starts it. */
  static GeneratedRun start(GeneratedPipeline pipeline, Path root) throws IOException {
    Path directory = Files.createDirectory(root.resolve(pipeline.name()));
    for (Map.Entry<String, byte[]> file : pipeline.files().entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    pipeline.topics().forEach(GeneratedRun::fill);
    pipeline.outlets().stream()
        .filter(o -> o.kind().equals("kafka"))
        .forEach(o -> Topics.fresh(o.place(), 1));
    pipeline.deadLetters().forEach(d -> Topics.fresh(d.topic(), 1));
    CompiledPipeline compiled = compile(pipeline, directory);
    List<String> arguments =
        new ArrayList<>(
            List.of("--dir", directory.toString(), "--limit", Long.toString(ExprMaker.LIMIT)));
    if (pipeline.usesKafka()) {
      arguments.addAll(List.of("--brokers", Testbed.brokers()));
    }
    PrintedLines printed = PrintedLines.capture();
    PipelineTopology topology =
        PipelineTopology.build(
            compiled.files(),
            compiled.mainClass(),
            Testbed.flink().environment(),
            arguments.toArray(String[]::new));
    Configuration settings = new Configuration();
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
    topology.environment().configure(settings);
    return new GeneratedRun(pipeline, directory, printed, topology, Testbed.flink().run(topology));
  }

  private static void fill(String topic, List<GeneratedPipeline.Sent> records) {
    Topics.fresh(topic, 2);
    try (TopicWriter writer = Topics.writer(topic)) {
      for (int i = 0; i < records.size(); i++) {
        GeneratedPipeline.Sent record = records.get(i);
        writer.send(i % 2, record.timestamp(), null, record.value(), List.of());
      }
    }
  }

  private static CompiledPipeline compile(GeneratedPipeline pipeline, Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("pipeline.yaml"), pipeline.yaml());
    CompileResult result =
        new PipelineCompiler()
            .compile(new CompileRequest(List.of(file), directory, CompileRequest.DEFAULT_PACKAGE));
    if (result.hasErrors()) {
      throw new AssertionError(
          new TerminalRenderer(false).render(result.diagnostics()) + "\n" + pipeline.yaml());
    }
    return result.pipelines().get(0);
  }

  /** Waits until it has ended. */
  void await() {
    try {
      if (job.await(Testbed.PATIENCE) != JobStatus.FINISHED) {
        throw new AssertionError(pipeline.name() + " is " + job.status());
      }
    } finally {
      job.cancel();
      topology.close();
      printed.close();
    }
  }

  int expectedRows() {
    return pipeline.outlets().stream().mapToInt(o -> o.expected().size()).sum();
  }

  /** Waits for its end and adds what differs from the oracle. */
  void compare(List<String> wrong) throws IOException {
    try {
      await();
    } catch (RuntimeException e) {
      wrong.add(pipeline.name() + ": " + e.getMessage() + "\n" + pipeline.yaml());
      return;
    }
    for (Outlet outlet : pipeline.outlets()) {
      List<String> expected = outlet.expected();
      List<String> actual = outlet.actual(found(outlet));
      if (!actual.equals(expected)) {
        wrong.add(difference(outlet.place(), expected, actual));
      }
    }
    for (GeneratedPipeline.DeadLetters letters : pipeline.deadLetters()) {
      List<TopicRecord> found = Topics.readAll(letters.topic());
      List<String> expected = letters.values().stream().sorted().toList();
      List<String> actual = found.stream().map(r -> letters.actual(r.value())).sorted().toList();
      boolean headers =
          found.stream()
              .allMatch(
                  r ->
                      letters.node().equals(r.header("millrace.node"))
                          && r.header("millrace.cause") != null
                          && (r.header("millrace.offset") == null) == (letters.columns() != null));
      if (!actual.equals(expected) || !headers) {
        wrong.add(difference(letters.topic(), expected, actual));
      }
    }
  }

  private String difference(String place, List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(actual);
    expected.forEach(surplus::remove);
    return "%s: of %d rows missing %s, surplus %s\n%s"
        .formatted(place, expected.size(), missing, surplus, pipeline.yaml());
  }

  private List<Outlet.Found> found(Outlet outlet) throws IOException {
    List<Outlet.Found> found = new ArrayList<>();
    switch (outlet.kind()) {
      case "kafka" -> {
        for (TopicRecord record : Topics.readAll(outlet.place())) {
          found.add(new Outlet.Found(record.keyText(), record.value(), false));
        }
      }
      case "print" -> {
        for (String line : printed.of(outlet.place())) {
          boolean change = outlet.flow().updates();
          found.add(
              new Outlet.Found(
                  null,
                  (change ? line.substring(3) : line).getBytes(UTF_8),
                  change && line.startsWith("-")));
        }
      }
      default -> {
        Path out = directory.resolve(outlet.place());
        if (Files.exists(out)) {
          try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              List<String> lines = Files.readAllLines(file);
              lines.stream()
                  .skip(outlet.header() ? 1 : 0)
                  .forEach(line -> found.add(Outlet.Found.line(line)));
            }
          }
        }
      }
    }
    return found;
  }
}
