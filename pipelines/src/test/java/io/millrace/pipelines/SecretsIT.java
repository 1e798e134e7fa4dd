package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.GeneratedFile;
import io.millrace.local.LocalRunner;
import io.millrace.local.flink.PipelineTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is looked for in all that a run leaves behind. */
class SecretsIT {
  private static final String CANARY = "c4n4ry-tweet";

  @TempDir private Path directory;

  @Test
  void standsInNothingThatARunWrites() throws Exception {
    Topics.fresh("secrets.divisors", 1);
    Topics.fresh("secrets.quotients", 1);
    // The second row makes the job fail.
    Topics.write("secrets.divisors", List.of("{\"by\":3}", "{\"by\":0}"));
    assertThat(run())
        .contains("{\"quotient\":4}")
        .contains("job secrets failed")
        // The log level makes clients write their settings.
        .contains("sasl.jaas.config = [hidden]")
        .doesNotContain(CANARY);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), UTF_8))
            .as("%s", file)
            .doesNotContain(CANARY);
      }
    }
  }

  @Test
  void standsNeitherInTheJavaNorInTheGraph() {
    Topics.fresh("secrets.divisors", 1);
    Topics.fresh("secrets.quotients", 1);
    CompiledPipeline pipeline = Pipelines.compileTest("secrets");
    String[] arguments = {"--brokers", brokers(), "--password", CANARY};
    try (PipelineTopology topology =
        PipelineTopology.build(
            pipeline.files(), pipeline.mainClass(), Testbed.flink().environment(), arguments)) {
      StreamExecutionEnvironment environment = topology.environment();
      assertThat(environment.getConfig().getGlobalJobParameters().toMap().toString())
          .doesNotContain(CANARY);
      assertThat(environment.getConfiguration().toString()).doesNotContain(CANARY);
      assertThat(environment.getStreamGraph(false).getStreamingPlanAsJSON())
          .contains("quotients")
          .doesNotContain(CANARY);
    }
    assertThat(pipeline.files()).extracting(GeneratedFile::text).noneMatch(t -> t.contains(CANARY));
  }

  /** Runs the pipeline in a JVM of its own with verbose logs; returns all that it prints. */
  private String run() throws IOException, InterruptedException {
    Path parameters = Files.writeString(directory.resolve("parameters"), "brokers = " + brokers());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    for (String name : List.of("java.util", "java.lang", "java.time")) {
      command.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"));
    }
    command.add("-Dlog4j2.configurationFile=classpath:verbose-log4j2.properties");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LocalRunner.class.getName());
    command.addAll(List.of("--brokers", brokers(), "--root", directory.toString()));
    command.add(Path.of("src/test/pipelines/secrets.yaml").toAbsolutePath().toString());
    command.addAll(List.of("--", "--parameters-file", parameters.toString()));
    Path output = directory.resolve("output");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MILLRACE_TEST_SECRET", CANARY);
    Process process = builder.redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(Testbed.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static String brokers() {
    return Testbed.brokers();
  }
}
