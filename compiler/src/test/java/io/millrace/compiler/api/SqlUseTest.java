package io.millrace.compiler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flink's planner finds is shown at its place in the file. */
class SqlUseTest {
  private static final String PIPELINE =
      """
      apiVersion: millrace/v1
      kind: Pipeline
      name: asked
      types: { Row: { fields: { id: int } } }
      sources:
        orders:
          type: elements
          schema: { id: int, took: duration, "note": string?, at: timestamp }
          time: { field: at }
          rows: [{ id: 1, took: 1s, at: 2026-01-01T00:00:00Z }]
      operators:
        block:
          type: sql
          inputs: { orders: orders }
          query: |
            SELECT 'é', id
            FROM orderz
          schema: { id: int, at: timestamp }
          time: at
        flow: { type: sql, inputs: { orders: orders }, query: "SELECT \\"x\\" \\u0061, id FROM o", schema: Row }
      sinks:
        out: { type: print, input: block }
        more: { type: print, input: flow }
      """;

  @TempDir Path directory;

  @Test
  void tellsTablesAndColumns() throws IOException {
    SqlUse block = queries().get(0);
    assertThat(block.path()).isEqualTo("operators.block");
    assertThat(block.tables())
        .containsExactly(
            new SqlUse.Table(
                "orders",
                List.of(
                    new SqlUse.Column("id", "BIGINT NOT NULL"),
                    new SqlUse.Column("note", "STRING"),
                    new SqlUse.Column("at", "TIMESTAMP_LTZ(6) NOT NULL")),
                false,
                List.of(),
                true));
    assertThat(block.columns())
        .containsExactly(
            new SqlUse.Column("id", "BIGINT NOT NULL"),
            new SqlUse.Column("at", "TIMESTAMP_LTZ(3) NOT NULL"));
  }

  @Test
  void showsPlacesInTheQuery() throws IOException {
    Diagnostic block = at(queries().get(0), "orderz");
    assertThat(block.toString()).isEqualTo("asked.yaml:17:12: error PLN160: no such thing");
    assertThat(shown(block)).isEqualTo("orderz");
    assertThat(block.path()).isEqualTo("operators.block.query");
    // Escapes are longer than what they stand for.
    assertThat(shown(at(queries().get(1), "a,"))).isEqualTo("\\u0061,");
  }

  @Test
  void showsPlacesOfColumns() throws IOException {
    SqlUse block = queries().get(0);
    Diagnostic type =
        block.diagnostic(SqlUse.Mistake.TYPE, "column `at` may be NULL", "at", -1, -1);
    assertThat(type.code().id()).isEqualTo("TYP090");
    assertThat(shown(type)).isEqualTo("at");
    assertThat(type.help()).contains("COALESCE");
    // A type that is declared elsewhere has no place for the column.
    Diagnostic missing =
        queries().get(1).diagnostic(SqlUse.Mistake.COLUMNS, "no column", "id", -1, -1);
    assertThat(missing.code().id()).isEqualTo("PLN161");
    assertThat(shown(missing)).startsWith("\"SELECT");
    Diagnostic updates = block.diagnostic(SqlUse.Mistake.UPDATES, "updates", null, -1, -1);
    assertThat(updates.code().id()).isEqualTo("PLN162");
    assertThat(updates.help()).contains("key: [...]");
  }

  @Test
  void namesWhatMayBeMeant() throws IOException {
    SqlUse block = queries().get(0);
    Diagnostic table =
        block.diagnostic(SqlUse.Mistake.QUERY, "Object 'orderz' not found", null, 0, 1);
    assertThat(table.label()).isEqualTo("did you mean `orders`?");
    Diagnostic column =
        block.diagnostic(SqlUse.Mistake.QUERY, "Column 'x' not found in any table", null, 0, 1);
    assertThat(column.label()).isEmpty();
    Diagnostic reserved = block.diagnostic(SqlUse.Mistake.QUERY, "Encountered \"at\"", null, 0, 1);
    assertThat(reserved.help()).contains("backticks");
    Diagnostic other = block.diagnostic(SqlUse.Mistake.QUERY, "Encountered \"FORM\"", null, 0, 1);
    assertThat(other.help()).isNull();
  }

  private static Diagnostic at(SqlUse use, String text) {
    int start = use.query().value().indexOf(text);
    return use.diagnostic(
        SqlUse.Mistake.QUERY, "no such thing", null, start, start + text.length());
  }

  private static String shown(Diagnostic diagnostic) {
    return PIPELINE.substring(diagnostic.span().start(), diagnostic.span().end());
  }

  private List<SqlUse> queries() throws IOException {
    Path file = directory.resolve("asked.yaml");
    Files.writeString(file, PIPELINE);
    CompileResult result =
        new PipelineCompiler().validate(new CompileRequest(List.of(file), directory, "test"));
    assertThat(result.diagnostics()).isEmpty();
    return result.pipelines().get(0).queries();
  }
}
