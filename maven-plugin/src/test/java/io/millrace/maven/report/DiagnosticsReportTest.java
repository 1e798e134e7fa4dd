package io.millrace.maven.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Severity;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

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
  void reportsAreTouchedWhenTheySaySomethingElse() throws IOException {
    Path file = directory.resolve("a/diagnostics.json");

    ReportFile.write(file, "{}");
    assertThat(file).hasContent("{}");

    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, before);
    ReportFile.write(file, "{}");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);

    ReportFile.write(file, "[]");
    assertThat(file).hasContent("[]");
  }

  @Test
  void junitHasACaseAFile() throws Exception {
    Diagnostic odd = Diagnostic.of(TypeCode.TYP001, new Span(FILE, 3, 4), "a", "a \u0001 <b> & c");
    Diagnostic warning = ERROR.withSeverity(Severity.WARNING);

    String xml =
        new JunitReport(
                List.of(directory.resolve("pipelines/orders.yaml"), directory.resolve("fine.yaml")),
                directory,
                List.of(odd, warning))
            .text();

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element broken = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(broken.getAttribute("name")).isEqualTo("pipelines/orders.yaml");
    assertThat(((Element) broken.getElementsByTagName("failure").item(0)).getAttribute("message"))
        .isEqualTo("pipelines/orders.yaml:1:4: error TYP001: a ? <b> & c");
    assertThat(broken.getElementsByTagName("system-out").item(0).getTextContent())
        .contains("`d` is wrong");
    Element fine = (Element) suite.getElementsByTagName("testcase").item(1);
    assertThat(fine.getElementsByTagName("failure").getLength()).isZero();
  }
}
