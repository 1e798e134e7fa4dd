package io.millrace.compiler.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.compiler.golden.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The task that the guide shows finds all that {@code validate} prints, as VS Code reads it. */
@Tag("thorough")
class ProblemMatcherTest {
  /** Compiling all of the broken pipelines would take ten seconds. */
  private static final int EACH = 7;

  @Test
  void findsEachDiagnostic() throws Exception {
    JsonNode patterns = EditorGuide.json("tasks").at("/tasks/0/problemMatcher/pattern");
    JsonNode head = patterns.path(0);
    JsonNode place = patterns.path(1);
    int found = 0;
    List<GoldenCase> cases = GoldenCase.all("invalid");
    for (GoldenCase golden : cases.stream().filter(c -> cases.indexOf(c) % EACH == 0).toList()) {
      List<Diagnostic> diagnostics = golden.compile().diagnostics();
      List<String> lines = new TerminalRenderer(false).render(diagnostics).lines().toList();
      List<String> matched = new ArrayList<>();
      for (int i = 0; i + 1 < lines.size(); i++) {
        Matcher first = matcher(head, lines.get(i));
        Matcher second = matcher(place, lines.get(i + 1));
        if (first.matches() && second.matches()) {
          matched.add(
              "%s:%s:%s %s %s"
                  .formatted(
                      group(second, place, "file"),
                      group(second, place, "line"),
                      group(second, place, "column"),
                      group(first, head, "severity"),
                      group(first, head, "code")));
          assertThat(group(first, head, "message")).isNotEmpty();
        }
      }
      assertThat(matched)
          .as(golden.name())
          .isEqualTo(diagnostics.stream().map(this::line).toList());
      found += matched.size();
    }
    assertThat(found).isGreaterThan(30);
  }

  private String line(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    return "%s %s %s".formatted(span, diagnostic.severity().label(), diagnostic.code().id());
  }

  private static Matcher matcher(JsonNode pattern, String line) {
    return Pattern.compile(pattern.path("regexp").stringValue()).matcher(line);
  }

  private static String group(Matcher matcher, JsonNode pattern, String name) {
    return matcher.group(pattern.path(name).asInt());
  }
}
