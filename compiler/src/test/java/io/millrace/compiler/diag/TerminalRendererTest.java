package io.millrace.compiler.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalRendererTest {
  private static final SourceFile ORDERS =
      new SourceFile(
          "pipelines/orders.yaml",
          """
          apiVersion: millrace/v1
          kind: Pipeline
          sources:
            orders:
              topik: orders
          operators:
            big-orders:
              type: filter
              # only the large ones
              where: |
                status == 'PAID'
                && amount > 100
              note: "a\tb" # 漢字 and 😀: here
          """);

  private static Span span(SourceFile file, String text) {
    int at = file.text().indexOf(text);
    assertThat(at).as(text).isNotNegative();
    return new Span(file, at, at + text.length());
  }

  private static String render(Diagnostic... diagnostics) {
    return new TerminalRenderer(false).render(List.of(diagnostics));
  }

  private static Diagnostic error(Span span, String message) {
    return Diagnostic.of(TypeCode.TYP001, span, "", message);
  }

  @Test
  void framesShowTheValueThatALineContinues() {
    Diagnostic type =
        Diagnostic.of(
                TypeCode.TYP001,
                span(ORDERS, "amount"),
                "operators.big-orders.where",
                "`>` needs two numbers, got string and int")
            .withLabel("string (types.Order, orders.yaml:9)")
            .withHelp("double(amount) > 100.0");
    Diagnostic key =
        Diagnostic.of(
                SchemaCode.SCH001,
                span(ORDERS, "topik"),
                "sources.orders",
                "unknown field `topik` for type kafka")
            .withLabel("did you mean `topic`?")
            .withFolded(1);
    assertThat(render(type, key))
        .isEqualTo(
            """
            error[TYP001]: `>` needs two numbers, got string and int
              ┌─ pipelines/orders.yaml:12:10   operators.big-orders.where
            10│     where: |
            11│       status == 'PAID'
            12│       && amount > 100
              │          ^^^^^^ string (types.Order, orders.yaml:9)
              = help: double(amount) > 100.0

            error[SCH001]: unknown field `topik` for type kafka
              ┌─ pipelines/orders.yaml:5:5   sources.orders
             5│     topik: orders
              │     ^^^^^ did you mean `topic`?  (1 follow-on error folded)
            """);
  }

  @Test
  void relatedPlacesAreFramesOfTheirOwn() {
    Diagnostic diagnostic =
        error(span(ORDERS, "kind"), "the key `kind` occurs twice")
            .withSeverity(Severity.WARNING)
            .withRelated(span(ORDERS, "apiVersion"), "first used here")
            .withHelp("remove one\nor the other")
            .withFolded(2);
    assertThat(render(diagnostic))
        .isEqualTo(
            """
            warning[TYP001]: the key `kind` occurs twice
              ┌─ pipelines/orders.yaml:2:1
             2│ kind: Pipeline
              │ ^^^^  (2 follow-on errors folded)
              ├─ pipelines/orders.yaml:1:1
             1│ apiVersion: millrace/v1
              │ ---------- first used here
              = help: remove one
                      or the other
            """);
  }

  @Test
  void onlySomeOfManyRelatedPlacesAreShown() {
    Diagnostic diagnostic = error(span(ORDERS, "kind"), "m");
    for (int i = 0; i < 7; i++) {
      diagnostic = diagnostic.withRelated(span(ORDERS, "apiVersion"), "here");
    }
    String rendered = render(diagnostic);
    assertThat(rendered.split("├─", -1)).hasSize(6);
    assertThat(rendered).endsWith("  = and 2 more places\n");
  }

  @Test
  void aRangeOfSeveralLinesIsMarkedOnEach() {
    int start = ORDERS.text().indexOf("|\n");
    int end = ORDERS.text().indexOf("\n    note");
    assertThat(render(error(new Span(ORDERS, start, end), "not boolean").withLabel("string")))
        .isEqualTo(
            """
            error[TYP001]: not boolean
              ┌─ pipelines/orders.yaml:10:12
            10│     where: |
              │            ^
            11│       status == 'PAID'
              │       ^^^^^^^^^^^^^^^^
            12│       && amount > 100
              │       ^^^^^^^^^^^^^^^ string
            """);
  }

  @Test
  void theMiddleOfALongRangeIsLeftOut() {
    SourceFile file = new SourceFile("f.yaml", "a:\n  - 1\n\n  - 3\n  - 4\n  - 5\n  - 6\nb: c\n");
    assertThat(
            render(
                error(new Span(file, 5, file.text().indexOf("\nb")), "too long").withLabel("list")))
        .isEqualTo(
            """
            error[TYP001]: too long
              ┌─ f.yaml:2:3
             2│   - 1
              │   ^^^
             3│
              ┆
             6│   - 5
              │   ^^^
             7│   - 6
              │   ^^^ list
            """);
  }

  @Test
  void longContextIsLeftOut() {
    SourceFile file =
        new SourceFile("f.yaml", "where: |\n" + "  a &&\n".repeat(12) + "    b\n  && c\n");
    assertThat(render(error(span(file, "b"), "m")))
        .isEqualTo(
            """
            error[TYP001]: m
              ┌─ f.yaml:14:5
             1│ where: |
              ┆
            13│   a &&
            14│     b
              │     ^
            """);
  }

  @Test
  void tabsWideCharactersAndEmojiKeepMarksAligned() {
    assertThat(render(error(span(ORDERS, "字"), "wide"), error(span(ORDERS, ": here"), "emoji")))
        .isEqualTo(
            """
            error[TYP001]: wide
              ┌─ pipelines/orders.yaml:13:20
            13│     note: "a    b" # 漢字 and 😀: here
              │                        ^^

            error[TYP001]: emoji
              ┌─ pipelines/orders.yaml:13:27
            13│     note: "a    b" # 漢字 and 😀: here
              │                                 ^^^^^^
            """);
    SourceFile file = new SourceFile("f.yaml", "a: '👩‍🚀 e\u0301 👍🏽 ❤\uFE0F x'\n");
    assertThat(render(error(span(file, "x"), "m")))
        .endsWith(" 1│ a: '👩‍🚀 e\u0301 👍🏽 ❤\uFE0F x'\n  │                ^\n");
  }

  @Test
  void aLongLineIsCutAroundTheMark() {
    String padding = "x".repeat(400);
    SourceFile file = new SourceFile("f.yaml", "a: " + padding + "HERE" + padding + "\n");
    String[] lines = render(error(span(file, "HERE"), "m")).split("\n");
    assertThat(lines[2]).startsWith(" 1│ …xxx").endsWith("xxx…").hasSizeLessThan(180);
    assertThat(lines[3].indexOf('^')).isEqualTo(lines[2].indexOf("HERE"));
    assertThat(lines[3]).endsWith(" ^^^^");
  }

  @Test
  void pointsAndEndsOfLinesGetOneMark() {
    SourceFile file = new SourceFile("f.yaml", "a:\r\nb: c");
    assertThat(
            render(
                error(new Span(file, 2, 2), "m"),
                error(new Span(file, 2, 4), "m"),
                error(new Span(file, 8, 8), "m")))
        .isEqualTo(
            """
            error[TYP001]: m
              ┌─ f.yaml:1:3
             1│ a:
              │   ^

            error[TYP001]: m
              ┌─ f.yaml:1:3
             1│ a:
              │   ^

            error[TYP001]: m
              ┌─ f.yaml:2:5
             2│ b: c
              │     ^
            """);
    assertThat(render(error(new Span(new SourceFile("e.yaml", ""), 0, 0), "empty")))
        .isEqualTo("error[TYP001]: empty\n  ┌─ e.yaml:1:1\n");
  }

  @Test
  void nothingSteersTheTerminal() {
    SourceFile file = new SourceFile("f.yaml", "a: \u001b[31m\u202Eb\u009b\n");
    String rendered =
        render(
            error(new Span(file, 3, 4), "bad \u001b[31m\n")
                .withLabel("l\u202E")
                .withHelp("h\u0007"));
    assertThat(rendered)
        .isEqualTo(
            """
            error[TYP001]: bad \\u001b[31m\\n
              ┌─ f.yaml:1:4
             1│ a: \uFFFD[31m\uFFFDb\uFFFD
              │    ^ l\\u202e
              = help: h\\u0007
            """);
  }

  @Test
  void colourIsAddedOnlyOnDemand() {
    Diagnostic diagnostic = error(span(ORDERS, "kind"), "m").withHelp("h");
    String colored = new TerminalRenderer(true).render(List.of(diagnostic));
    assertThat(colored).contains("\u001b[1;31merror[TYP001]\u001b[0m", "\u001b[1;31m^^^^\u001b[0m");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(render(diagnostic));
  }

  @Test
  void summariesCountByNumber() {
    Diagnostic error = error(span(ORDERS, "kind"), "m");
    Diagnostic warning =
        error(new Span(new SourceFile("x.yaml", "x"), 0, 1), "m").withSeverity(Severity.WARNING);
    assertThat(DiagnosticSummary.line(List.of(error, error, warning)))
        .isEqualTo("2 errors, 1 warning in 2 files");
    assertThat(DiagnosticSummary.line(List.of(error.withSeverity(Severity.NOTE))))
        .isEqualTo("1 note in 1 file");
    assertThat(DiagnosticSummary.line(List.of())).isEqualTo("no errors");
    assertThat(DiagnosticSummary.of(List.of()).line(3)).isEqualTo("no errors in 3 files");
  }
}
