package io.millrace.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.Severity;
import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.YamlCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {
  private static Outcome<YamlDocument> read(String text) {
    return YamlReader.read(new SourceFile("p.yaml", text));
  }

  private static List<Suppression> suppressions(String text) {
    Outcome<YamlDocument> outcome = read(text);
    assertThat(outcome.diagnostics()).isEmpty();
    return outcome.get().suppressions();
  }

  @Test
  void aCommentAppliesToItsOwnLineOrTheNextOneWithContent() {
    List<Suppression> found =
        suppressions(
            """
            a: 1 # millrace:ignore PLN012 -- known
            # millrace:ignore PLN013, TYP004 -- both -- fine

            # another comment
            b: 2
              #millrace:ignore REF001--tight
            """);
    assertThat(found)
        .extracting(s -> s.code() + "@" + s.line() + " " + s.reason() + " " + s.span())
        .containsExactly(
            "PLN012@1 known p.yaml:1:24",
            "PLN013@5 both -- fine p.yaml:2:19",
            "TYP004@5 both -- fine p.yaml:2:27",
            "REF001@7 tight p.yaml:6:20");
    assertThat(found.get(0).span().text()).isEqualTo("PLN012");
  }

  @Test
  void textIsNoComment() {
    String text =
        """
        a: '# millrace:ignore PLN012 -- x'
        b: |
          # millrace:ignore PLN012 -- x
        c: x# millrace:ignore PLN012 -- x
        d: "
          # millrace:ignore PLN012 -- x" # see millrace:ignore
        """;
    assertThat(suppressions(text)).isEmpty();
  }

  @Test
  void theHeaderOfABlockTextMayCarryOne() {
    assertThat(suppressions("a: | # millrace:ignore PLN012 -- x\n  # text\nb: c\n"))
        .extracting(Suppression::line)
        .containsExactly(1);
    assertThat(suppressions("a: '#' # millrace:ignore PLN012 -- x\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# millrace:ignore | it names no code",
        "# millrace:ignore -- why | it names no code",
        "# millrace:ignore PLN012 | it gives no reason behind `--`",
        "# millrace:ignore PLN012 -- | it gives no reason behind `--`",
        "# millrace:ignore pln12 -- why | `pln12` is no code of a diagnostic",
        "# millrace:ignored PLN012 -- why | `millrace:ignore` must be followed by a space",
      })
  void oneThatIsNotWellFormedIsAWarningAndHasNoEffect(String comment, String problem) {
    Outcome<YamlDocument> outcome = read("a: b " + comment + "\n");
    Diagnostic warning = outcome.diagnostics().get(0);
    assertThat(outcome.diagnostics()).hasSize(1);
    assertThat(warning.code()).isEqualTo(YamlCode.YAML017);
    assertThat(warning.severity()).isEqualTo(Severity.WARNING);
    assertThat(warning.message()).isEqualTo("this suppression has no effect: " + problem);
    assertThat(warning.span().text()).isEqualTo(comment);
    assertThat(outcome.get().suppressions()).isEmpty();
  }

  @Test
  void appliedToWarningsOnTheirLineOnly() {
    SourceFile file = new SourceFile("p.yaml", "a: 1 # millrace:ignore PLN001 -- x\nb: 2\n");
    List<Suppression> suppressions = YamlReader.read(file).get().suppressions();
    Diagnostic error = Diagnostic.of(PlanCode.PLN001, new Span(file, 3, 4), "a", "bad");
    Diagnostic warning = error.withSeverity(Severity.WARNING);
    Diagnostic elsewhere =
        Diagnostic.of(PlanCode.PLN001, new Span(file, 36, 37), "b", "bad")
            .withSeverity(Severity.WARNING);

    assertThat(Suppressions.apply(suppressions, List.of(warning, elsewhere)))
        .containsExactly(elsewhere);
    assertThat(Suppressions.apply(suppressions, List.of(elsewhere)))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "p.yaml:2:2: warning PLN001: bad",
            "p.yaml:1:24: warning YAML018: no `PLN001` is reported on line 1");
    assertThat(Suppressions.apply(suppressions, List.of(error)))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "p.yaml:1:4: error PLN001: bad",
            "p.yaml:1:24: warning YAML018: `PLN001` is an error here, and errors cannot be suppressed");
  }
}
