package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.local.SqlChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink SQL in pipelines: values of all types pass unchanged, and mistakes are shown. */
class QueriesIT {
  @TempDir Path directory;

  @Test
  void valuesOfAllTypesPass() {
    CompiledPipeline pipeline = Pipelines.compileTest("query-types");
    assertThat(SqlChecks.check(List.of(pipeline))).isEmpty();
    PrintedLines printed;
    try (PrintedLines lines = PrintedLines.capture();
        RunningPipeline running = RunningPipeline.startWithoutKafka(pipeline)) {
      running.finish();
      printed = lines;
    }
    assertThat(printed.of("out"))
        .containsExactlyInAnyOrder(
            "{\"i\":-9223372036854775808,\"b\":true,\"d\":0.1,\"s\":\"é 😀 \\\" \\\\\","
                + "\"bytes\":\"AP8=\",\"t\":\"1899-12-31T23:59:59.999999Z\",\"small\":-99.9,"
                + "\"big\":1234567890123456789012345678.0123456789,\"numbers\":[1,2],"
                + "\"nested\":[[1.5],[]],\"map\":{\"a\":\"2026-01-01T00:00:00.000001Z\"},"
                + "\"part\":{\"name\":\"p\",\"at\":\"2026-01-01T00:00:00Z\",\"price\":1.0000,"
                + "\"tags\":[\"x\"]},"
                + "\"parts\":[{\"name\":\"q\",\"at\":\"1969-12-31T23:59:59Z\",\"tags\":[]}]}",
            "{\"i\":1,\"s\":\"\",\"t\":\"2026-06-01T12:00:00.123456Z\",\"small\":0.0,"
                + "\"numbers\":[],\"nested\":[],\"map\":{},\"parts\":[]}");
    assertThat(printed.of("more"))
        .containsExactly(
            "{\"n\":0,\"text\":\"X\",\"twice\":2,\"sum\":0.25000,"
                + "\"t\":\"2026-06-01T12:00:00.123Z\",\"y\":2026,\"gratis\":true,"
                + "\"ts\":\"2026-06-01T12:00:00.123Z\"}");
  }

  /** All mistakes of all queries at once, each where it stands. */
  @Test
  void mistakesAreShownInTheQuery() throws IOException {
    Path file = directory.resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        apiVersion: millrace/v1
        kind: Pipeline
        name: wrong
        job: { state: { ttl: 1d } }
        sources:
          bids:
            type: elements
            schema: { auction: int, price: "decimal(10, 2)?", "tags": list<string> }
            rows: [{ auction: 1, tags: [] }]
        operators:
          misspelt:
            type: sql
            inputs: { bids: bids }
            query: |
              -- Names are checked.
              SELECT auction,
                auktion
              FROM bids
            schema: { auction: int }
          updates:
            type: sql
            inputs: { bids: bids }
            query: "SELECT auction, \\
              COUNT(*) AS n FROM bids GROUP BY auction"
            schema: { auction: int, n: int }
          types:
            type: sql
            inputs: { bids: bids }
            query: SELECT auction, price, tags AS t FROM bids
            schema: { auction: string, price: "decimal(10, 2)", tags: list<string> }
        sinks:
          out: { type: print, input: misspelt }
          more: { type: print, input: updates }
          most: { type: print, input: types }
        """);
    List<Diagnostic> found = SqlChecks.check(List.of(Pipelines.compile(file, directory)));
    assertThat(found.stream().map(Diagnostic::toString))
        .containsExactly(
            "wrong.yaml:17:9: error PLN160: Column 'auktion' not found in any table",
            "wrong.yaml:23:12: error PLN162: the query updates its rows, by no key",
            "wrong.yaml:30:15: error TYP090: column `auction` is BIGINT, not STRING",
            "wrong.yaml:30:32: error TYP090: column `price` may be NULL",
            "wrong.yaml:30:57: error PLN161: the query gives no column `tags`, but auction, price, t",
            "wrong.yaml:29:12: error PLN161: the query gives a column `t`, which `schema` does not"
                + " have");
    assertThat(new TerminalRenderer(false).render(found.subList(0, 1)))
        .contains("17│         auktion", "^^^^^^^ did you mean `auction`?");
  }
}
