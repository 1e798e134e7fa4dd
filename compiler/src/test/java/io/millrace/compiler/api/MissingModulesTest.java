package io.millrace.compiler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.GenerateCode;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a project is told about parts of the runtime that it lacks. */
class MissingModulesTest {
  private static final SourceFile FILE = new SourceFile("orders.yaml", "first\nsecond\nthird\n");
  private static final List<ModuleUse> USES =
      List.of(use("millrace-one", 0), use("millrace-two", 6), use("millrace-two", 13));

  @Test
  void eachIsReportedOnceWithTheDependencyToAdd() {
    Diagnostics out = new Diagnostics();
    MissingModules.report(
        USES, new ProjectModules("1.2.3", artifact -> artifact.equals("millrace-one")), out);
    assertThat(out.sorted()).hasSize(1);
    Diagnostic missing = out.sorted().get(0);
    assertThat(missing.code()).isEqualTo(GenerateCode.GEN003);
    assertThat(missing.span().line()).isEqualTo(2);
    assertThat(missing.help())
        .endsWith(
            ": <dependency><groupId>io.millrace</groupId><artifactId>millrace-two</artifactId>"
                + "<version>1.2.3</version></dependency>");
  }

  @Test
  void nothingIsMissingWhereEverythingIsThere() {
    Diagnostics out = new Diagnostics();
    MissingModules.report(USES, ProjectModules.all(), out);
    assertThat(out.sorted()).isEmpty();
  }

  private static ModuleUse use(String artifactId, int offset) {
    return new ModuleUse(
        "io.millrace", artifactId, "sinks.out", new Span(FILE, offset, offset + 5));
  }
}
