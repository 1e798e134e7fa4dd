package io.millrace.compiler.diag;

import java.util.List;

/** Shows why a test failed, as {@link TerminalRenderer} shows what is wrong in a file. */
public final class FailureFrame {
  private FailureFrame() {}

  /**
   * A frame.
   *
   * @param title in front of the message, as {@code FAILED}
   * @param span what did not hold
   * @param path where in the document
   * @param details lines below; {@code -} and {@code +} at the start of a line say what is missing
   *     and what is too much
   */
  public static String render(
      boolean color, String title, String message, Span span, String path, List<String> details) {
    AnsiStyle style = new AnsiStyle(color);
    StringBuilder out = new StringBuilder();
    out.append(style.severity(Severity.ERROR, title))
        .append(style.title(": " + TerminalRenderer.oneLine(message)))
        .append('\n');
    int last = span.source().line(Math.max(span.start(), span.end() - 1));
    int gutter = Math.max(2, Integer.toString(last).length());
    SourceFrame frame = new SourceFrame(out, style, gutter);
    frame.place("┌─", span, path);
    frame.lines(span, '^', Severity.ERROR, "");
    for (String line : details) {
      String shown = TerminalRenderer.oneLine(line);
      String styled =
          line.startsWith("- ")
              ? style.severity(Severity.ERROR, shown)
              : line.startsWith("+ ") ? style.help(shown) : shown;
      out.append(style.frame(" ".repeat(gutter) + "= ")).append(styled).append('\n');
    }
    return out.toString();
  }
}
