package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.KafkaUse;
import io.millrace.local.flink.JobSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own that runs jobs of the test resources as {@link LocalRunner} does. */
final class RunProbe {
  private RunProbe() {}

  /** Arguments: those of the runner, with jobs in place of files. */
  public static void main(String[] args) throws IOException {
    System.setProperty(
        "log4j2.configurationFile", "classpath:io/millrace/local/local-log4j2.properties");
    RunnerOptions options = RunnerOptions.parse(Arrays.asList(args));
    List<CompiledPipeline> pipelines = new ArrayList<>();
    for (Path file : options.files()) {
      pipelines.add(pipeline(file.toString()));
    }
    System.exit(LocalRunner.run(pipelines, options));
  }

  private static CompiledPipeline pipeline(String job) throws IOException {
    List<String> parameters;
    List<KafkaUse> kafka;
    switch (job) {
      case "CountJob" -> {
        parameters = List.of("brokers", "in", "out");
        kafka = List.of(new KafkaUse("main", "brokers", List.of("${in}"), List.of("${out}")));
      }
      case "NumbersJob" -> {
        parameters = List.of("brokers");
        kafka = List.of(new KafkaUse("main", "brokers", List.of(), List.of("numbers")));
      }
      default -> {
        parameters = List.of("mode");
        kafka = List.of();
      }
    }
    return new CompiledPipeline(
        job,
        Path.of(job + ".yaml"),
        "jobs." + job,
        JobSources.of(job),
        "",
        null,
        parameters,
        kafka,
        List.of());
  }
}
