package io.millrace.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Severity;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsReportTest {
  private static final SourceFile FILE = new SourceFile("pipelines/orders.yaml", "a: b\nc: d\n");
  private static final Diagnostic ERROR =
      Diagnostic.of(TypeCode.TYP001, new Span(FILE, 8, 9), "c", "`d` is wrong");

  @TempDir private Path directory;

  @Test
  void countsErrorsAndWarnings() {
    Diagnostic warning = ERROR.withSeverity(Severity.WARNING);
    Diagnostic note = ERROR.withSeverity(Severity.NOTE);

    assertThat(Summary.of(12, List.of(ERROR, ERROR, warning, note)))
        .hasToString("12 pipelines, 2 errors, 1 warning");
    assertThat(Summary.of(1, List.of())).hasToString("1 pipeline, 0 errors, 0 warnings");
  }

  @Test
  void framesHaveNoEscapesUnlessColoured() {
    DiagnosticsReport report = new DiagnosticsReport(List.of(ERROR));

    assertThat(report.frames(false)).contains("`d` is wrong").doesNotContain("\u001b");
    assertThat(report.frames(true)).contains("\u001b[");
  }

  @Test
  void positionsAreAsDevelopmentEnvironmentsReadThem() {
    String frames = new DiagnosticsReport(List.of(ERROR)).framesWithPositions(Path.of("/w"), false);

    assertThat(frames)
        .startsWith(Path.of("/w/pipelines/orders.yaml") + ":[2,4] " + TypeCode.TYP001.id() + "\n");
  }

  @Test
  void jsonIsWrittenAlsoWhenAllIsWell() throws IOException {
    Path file = directory.resolve("a/diagnostics.json");

    new DiagnosticsReport(List.of(ERROR)).writeJson(file);
    assertThat(Files.readString(file))
        .contains("\"`d` is wrong\"")
        .contains("pipelines/orders.yaml");

    new DiagnosticsReport(List.of()).writeJson(file);
    assertThat(Files.readString(file)).isNotBlank().doesNotContain("wrong");
  }
}
