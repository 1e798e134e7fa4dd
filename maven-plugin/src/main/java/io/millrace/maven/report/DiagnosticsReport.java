package io.millrace.maven.report;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.TerminalRenderer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The findings of one goal in the forms that it gives out. */
public record DiagnosticsReport(List<Diagnostic> diagnostics) {
  public DiagnosticsReport {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The frames as the compiler renders them, below each other. */
  public String frames(boolean color) {
    return new TerminalRenderer(color).render(diagnostics).stripTrailing();
  }

  /**
   * Frames that each follow a line {@code file:[line,column] CODE}, which development environments
   * turn into a link and an entry of their problem list.
   */
  public String framesWithPositions(Path displayRoot, boolean color) {
    TerminalRenderer renderer = new TerminalRenderer(color);
    return diagnostics.stream()
        .map(d -> position(displayRoot, d) + "\n" + renderer.render(List.of(d)).stripTrailing())
        .collect(Collectors.joining("\n\n"));
  }

  private static String position(Path displayRoot, Diagnostic diagnostic) {
    Path file = displayRoot.resolve(diagnostic.span().source().name()).normalize();
    return "%s:[%d,%d] %s"
        .formatted(
            file, diagnostic.span().line(), diagnostic.span().column(), diagnostic.code().id());
  }
}
