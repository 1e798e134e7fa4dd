package io.millrace.compiler.diag;

import java.util.List;

/** Shows diagnostics to a person: each with the lines of source that it is about. */
public final class TerminalRenderer {
  private static final int MAX_RELATED = 5;

  private final AnsiStyle style;

  /**
   * @param color whether to add ANSI colours; see {@link ColorPolicy}
   */
  public TerminalRenderer(boolean color) {
    style = new AnsiStyle(color);
  }

  /** One frame for each diagnostic, in the given order, with an empty line between. */
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      render(diagnostic, out);
    }
    return out.toString();
  }

  private void render(Diagnostic diagnostic, StringBuilder out) {
    Severity severity = diagnostic.severity();
    out.append(style.severity(severity, severity.label() + "[" + diagnostic.code().id() + "]"))
        .append(style.title(": " + oneLine(diagnostic.message())))
        .append('\n');
    List<Diagnostic.Related> related = diagnostic.related();
    if (related.size() > MAX_RELATED) {
      related = related.subList(0, MAX_RELATED);
    }
    SourceFrame frame = new SourceFrame(out, style, gutter(diagnostic.span(), related));
    frame.place("┌─", diagnostic.span(), diagnostic.path());
    frame.lines(diagnostic.span(), '^', severity, label(diagnostic));
    for (Diagnostic.Related place : related) {
      frame.place("├─", place.span(), "");
      frame.lines(place.span(), '-', Severity.NOTE, oneLine(place.message()));
    }
    if (related.size() < diagnostic.related().size()) {
      frame.remark("and " + (diagnostic.related().size() - related.size()) + " more places", "");
    }
    if (diagnostic.help() != null) {
      frame.remark("help: ", diagnostic.help());
    }
  }

  private static int gutter(Span span, List<Diagnostic.Related> related) {
    int last = lastLine(span);
    for (Diagnostic.Related place : related) {
      last = Math.max(last, lastLine(place.span()));
    }
    return Math.max(2, Integer.toString(last).length());
  }

  private static int lastLine(Span span) {
    return span.source().line(Math.max(span.start(), span.end() - 1));
  }

  private static String label(Diagnostic diagnostic) {
    String label = oneLine(diagnostic.label());
    if (diagnostic.folded() == 0) {
      return label;
    }
    String folded = DiagnosticSummary.counted(diagnostic.folded(), "follow-on error");
    return label + (label.isEmpty() ? " (" : "  (") + folded + " folded)";
  }

  /** Text without characters that would break the frame or steer the terminal. */
  static String oneLine(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                  if (DisplayLine.steersTerminal(c)) {
                    safe.append("\\u%04x".formatted(c));
                  } else {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }
}
