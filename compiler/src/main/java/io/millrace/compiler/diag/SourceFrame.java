package io.millrace.compiler.diag;

/** Writes lines of source with their numbers, and marks a range in them. */
final class SourceFrame {
  /** A longer range, or more context, is shown without its middle. */
  private static final int MAX_LINES = 5;

  private final StringBuilder out;
  private final AnsiStyle style;
  private final int gutter;

  /**
   * @param gutter the columns for line numbers
   */
  SourceFrame(StringBuilder out, AnsiStyle style, int gutter) {
    this.out = out;
    this.style = style;
    this.gutter = gutter;
  }

  /** The line that says where the range is. */
  void place(String corner, Span span, String path) {
    String place = span.toString() + (path.isEmpty() ? "" : "   " + TerminalRenderer.oneLine(path));
    out.append(style.frame(" ".repeat(gutter) + corner)).append(' ').append(place).append('\n');
  }

  /** A line below the frame, as help; further lines of the text are indented. */
  void remark(String title, String text) {
    String indent = " ".repeat(gutter) + "= ";
    String rest = " ".repeat(indent.length() + title.length());
    out.append(style.frame(indent)).append(style.help(title));
    String separator = "";
    for (String line : text.split("\\R", -1)) {
      out.append(separator).append(TerminalRenderer.oneLine(line)).append('\n');
      separator = rest;
    }
  }

  /**
   * The lines of a range, with marks below, and those above that are needed to read them.
   *
   * @param label shown behind the last mark
   */
  void lines(Span span, char mark, Severity severity, String label) {
    SourceFile source = span.source();
    if (source.text().isEmpty()) {
      return;
    }
    int first = span.line();
    int last = source.line(Math.max(span.start(), span.end() - 1));
    int context = ContextLines.first(source, first);
    if (first - context >= MAX_LINES) {
      line(source, context);
      gap();
      context = first - 1;
    }
    for (int line = context; line < first; line++) {
      line(source, line);
    }
    boolean cut = last - first >= MAX_LINES;
    for (int line = first; line <= last; line++) {
      if (cut && line == first + 2) {
        gap();
        line = last - 1;
      }
      marked(span, line, mark, severity, line == last ? label : "");
    }
  }

  private void line(SourceFile source, int line) {
    number(line, DisplayLine.of(MaskedLine.of(source, line), 0).shown());
  }

  private void marked(Span span, int line, char mark, Severity severity, String label) {
    SourceFile source = span.source();
    String text = MaskedLine.of(source, line);
    int lineStart = source.lineStart(line);
    int from = Math.max(0, span.start() - lineStart);
    int to = Math.min(span.end() - lineStart, text.length());
    boolean starts = line == span.line();
    if (!starts) {
      from = text.length() - text.stripLeading().length();
    }
    DisplayLine shown = DisplayLine.of(text, from);
    number(line, shown.shown());
    if (!starts && from >= to && label.isEmpty()) {
      return;
    }
    int column = shown.column(from);
    int width = Math.max(1, shown.column(to) - column);
    String marks = String.valueOf(mark).repeat(width);
    String row = marks + (label.isEmpty() ? "" : " " + label);
    out.append(style.frame(" ".repeat(gutter) + "│"))
        .append(' ')
        .append(" ".repeat(column))
        .append(style.severity(severity, row))
        .append('\n');
  }

  private void number(int line, String text) {
    String number = Integer.toString(line);
    out.append(style.frame(" ".repeat(gutter - number.length()) + number + "│"));
    String shown = text.stripTrailing();
    out.append(shown.isEmpty() ? "" : " ").append(shown).append('\n');
  }

  private void gap() {
    out.append(style.frame(" ".repeat(gutter) + "┆")).append('\n');
  }
}
