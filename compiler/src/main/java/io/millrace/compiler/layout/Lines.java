package io.millrace.compiler.layout;

/** The lines that are written. None ends in white space, unless a value does. */
final class Lines {
  private final StringBuilder text = new StringBuilder();
  private int indent;

  /** How far the current line is indented. */
  int indent() {
    return indent;
  }

  /** Starts a line, with a blank one before it if wanted; the first line has none. */
  void start(int newIndent, boolean blankBefore) {
    if (text.length() > 0) {
      text.append(blankBefore ? "\n\n" : "\n");
    }
    text.append(" ".repeat(newIndent));
    indent = newIndent;
  }

  void add(String more) {
    text.append(more);
  }

  /** A line of a value, as it is. */
  void content(String line) {
    text.append('\n').append(line);
  }

  String result() {
    return text + "\n";
  }
}
