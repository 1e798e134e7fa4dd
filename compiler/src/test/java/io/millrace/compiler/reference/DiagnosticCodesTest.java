package io.millrace.compiler.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every code is unique, explained, provoked by a case and documented. */
class DiagnosticCodesTest {
  private static final Path TESTS = Path.of("src/test/java/io/millrace/compiler");

  /**
   * Codes that no golden case provokes and the test that does: a case would be over 8 MiB, or only
   * Flink's planner finds what is wrong.
   */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "YAML015", "yaml/YamlErrorsTest.java",
          "PLN160", "api/SqlUseTest.java",
          "PLN161", "api/SqlUseTest.java",
          "PLN162", "api/SqlUseTest.java",
          "TYP090", "api/SqlUseTest.java");

  @Test
  void idsAreUniqueAndWellFormed() {
    List<String> ids = DiagnosticCodes.all().stream().map(DiagnosticCode::id).toList();
    assertThat(ids).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.matches("(YAML|SCH|REF|TYP|PLN|LNT|GEN|TST)[0-9]{3}"));
    assertThat(DiagnosticCodes.all()).allSatisfy(c -> assertThat(c.id()).isEqualTo(c.toString()));
  }

  @Test
  void everyCodeIsExplained() {
    assertThat(DiagnosticCodes.all())
        .allSatisfy(
            code -> {
              assertThat(code.title()).as(code.id()).isNotBlank().doesNotEndWith(".");
              assertThat(code.explanation().strip()).as(code.id()).endsWith(".");
            });
  }

  @Test
  void everyCodeIsProvoked() throws IOException {
    Set<String> provoked = DiagnosticExamples.compile().codes();
    Set<String> missing =
        DiagnosticCodes.all().stream()
            .map(DiagnosticCode::id)
            .filter(id -> !provoked.contains(id))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).containsAll(ELSEWHERE.keySet());
    missing.removeAll(ELSEWHERE.keySet());
    assertThat(missing).isEmpty();
    for (Map.Entry<String, String> test : ELSEWHERE.entrySet()) {
      assertThat(Files.readString(TESTS.resolve(test.getValue()))).contains(test.getKey());
    }
  }

  @Test
  void everyCodeHasItsSection() throws IOException {
    List<String> page = Files.readAllLines(ReferenceDocsTest.PAGES.resolve("diagnostics.md"));
    assertThat(page)
        .containsAll(DiagnosticCodes.all().stream().map(DiagnosticsPage::heading).toList());
  }
}
