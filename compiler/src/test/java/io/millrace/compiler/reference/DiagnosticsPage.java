package io.millrace.compiler.reference;

import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.TerminalRenderer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page {@code docs/reference/diagnostics.md}: every code, explained and shown. */
final class DiagnosticsPage {
  private static final String HEAD =
      """
      <!-- Written by ReferenceDocsTest from the codes and their golden cases. Do not edit. -->
      # Diagnostics

      Everything that the compiler can say about a pipeline, by code. A code keeps its meaning for ever and
      is never given to something else, so it can be searched for, and warnings can be answered by it:

      ```yaml
        audit: { type: filter, input: orders, where: amount > 1.0 } # millrace:ignore PLN002 -- read by hand
      ```

      An error stops the build, a warning does not. Errors cannot be suppressed, and a suppression that
      suppresses nothing is a warning itself. A phase that finds errors stops the phases after it: shape first,
      then names and types, then the rules about the pipeline as a whole.
      """;

  private DiagnosticsPage() {}

  static String render() {
    List<DiagnosticCode> codes = DiagnosticCodes.all();
    DiagnosticExamples examples = DiagnosticExamples.compile();
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, String> area : DiagnosticCodes.AREAS.entrySet()) {
      List<DiagnosticCode> own =
          codes.stream().filter(c -> DiagnosticCodes.area(c).equals(area.getKey())).toList();
      if (!own.isEmpty()) {
        page.append("\n## ").append(area.getValue()).append("\n\n| code | rule |\n| --- | --- |\n");
        for (DiagnosticCode code : own) {
          page.append("| [%s](#%s) | %s |%n".formatted(code.id(), anchor(code), title(code)));
        }
        own.forEach(code -> section(code, examples, page));
      }
    }
    return page.toString().replace("\r\n", "\n");
  }

  /** The heading of a code's section. */
  static String heading(DiagnosticCode code) {
    return "### " + code.id();
  }

  private static void section(
      DiagnosticCode code, DiagnosticExamples examples, StringBuilder page) {
    page.append("\n").append(heading(code)).append("\n\n");
    page.append("**").append(title(code)).append("** · ").append(code.severity().label());
    page.append("\n\n").append(code.explanation().strip()).append("\n");
    examples
        .of(code.id())
        .ifPresent(
            example ->
                page.append("\n```text\n")
                    .append(new TerminalRenderer(false).render(List.of(example)).strip())
                    .append("\n```\n"));
  }

  private static String title(DiagnosticCode code) {
    return code.title().replace("|", "\\|");
  }

  private static String anchor(DiagnosticCode code) {
    return code.id().toLowerCase(Locale.ROOT);
  }
}
