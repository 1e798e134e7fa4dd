package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.flink.JobHandle;
import io.millrace.local.flink.PipelineTopology;
import io.millrace.local.kafka.TopicRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions without a value for a row: how the job fails, and what dead letters say. */
class OperatorErrorsIT {
  private static final Path EXAMPLE = Path.of("../docs/examples/operator-select-on-error.yaml");

  @TempDir Path directory;

  @Test
  void deadLettersNameNodeAndCause() {
    Topics.fresh("on-error-example.rejects", 1);
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compile(EXAMPLE))) {
      running.finish();
    }
    List<TopicRecord> rejects = Topics.readAll("on-error-example.rejects");
    assertThat(rejects)
        .extracting(r -> r.header("millrace.node"))
        .containsExactlyInAnyOrder("shares", "per-minute");
    assertThat(rejects)
        .allSatisfy(
            reject -> {
              assertThat(reject.valueText()).startsWith("{\"id\":\"o2\"");
              assertThat(reject.header("millrace.cause"))
                  .contains("zero", "`total / parts` (", "operator-select-on-error.yaml:");
              assertThat(reject.header("millrace.timestamp")).isEqualTo("1767268801000");
              assertThat(reject.header("millrace.topic")).isNull();
            });
  }

  @Test
  void keyedOperatorsGoOnWithoutTheRow() {
    Topics.fresh("keyed-errors.rejects", 1);
    try (PrintedLines printed = PrintedLines.capture();
        RunningPipeline running = RunningPipeline.start(Pipelines.compileTest("keyed-errors"))) {
      running.finish();
      assertThat(printed.of("once-out"))
          .containsExactly(
              "{\"id\":\"a\",\"amount\":10,\"parts\":2}",
              "{\"id\":\"c\",\"amount\":9,\"parts\":3}");
      for (String sink : List.of("joined-out", "rated-out")) {
        assertThat(printed.of(sink))
            .containsExactlyInAnyOrder(
                "{\"id\":\"a\",\"rate\":1.5}",
                "{\"id\":\"c\",\"rate\":2.5}",
                "{\"id\":\"d\",\"rate\":1.5}");
      }
      assertThat(printed.of("summed-out"))
          .containsExactly("{\"sum\":5}", "{\"sum\":8}", "{\"sum\":13}");
    }
    List<TopicRecord> rejects = Topics.readAll("keyed-errors.rejects");
    assertThat(rejects)
        .extracting(r -> r.header("millrace.node"))
        .containsExactlyInAnyOrder("once", "first", "joined", "rated", "summed");
    assertThat(rejects)
        .allSatisfy(
            reject -> {
              assertThat(reject.valueText()).startsWith("{\"id\":\"b\"");
              assertThat(reject.header("millrace.cause"))
                  .contains("zero", "amount / parts", "keyed-errors.yaml:");
            });
  }

  @Test
  void aFailureNamesNodeExpressionAndRow() throws IOException {
    assertFails(
        """
        type: select
        input: orders
        fields: { a: total + 1, b: total / parts }
        """,
        "op: division by zero: 7 / 0 in `total / parts` (",
        "failing.yaml:10) for Orders[total=7, parts=0].");
    assertFails(
        """
        type: aggregate
        input: orders
        key: { rest: total % parts }
        measures: { n: count() }
        """,
        "op: division by zero: 7 % 0 in `total % parts` (",
        "failing.yaml:10) for Orders[total=7, parts=0].");
    assertFails(
        """
        type: aggregate
        input: orders
        key: [parts]
        measures: { n: count(), q: sum(total) / min(parts) }
        """,
        "op: division by zero: 7 / 0 in `sum(total) / min(parts)` (",
        "failing.yaml:11) for 0.");
  }

  private void assertFails(String operator, String... message) throws IOException {
    Path file = directory.resolve("failing.yaml");
    Files.writeString(
        file,
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: failing
        job: { state: { ttl: 1h } }
        sources: { orders: { type: elements, schema: { total: int, parts: int }, rows: [{ total: 7, parts: 0 }] } }
        operators:
          op:
        %s
        sinks: { out: { type: print, input: op } }
        """
            .formatted(operator.indent(4).stripTrailing()));
    try (PipelineTopology topology = topology(file)) {
      JobHandle job = Testbed.flink().run(topology);
      assertThatThrownBy(() -> job.await(Testbed.PATIENCE)).message().contains(message);
    }
  }

  private static PipelineTopology topology(Path file) {
    var compiled = Pipelines.compile(file);
    PipelineTopology topology =
        PipelineTopology.build(
            compiled.files(), compiled.mainClass(), Testbed.flink().environment(), new String[0]);
    Configuration settings = new Configuration();
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
    topology.environment().configure(settings);
    return topology;
  }
}
