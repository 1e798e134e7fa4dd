package io.millrace.compiler.layout;

import java.util.List;

/** Scalars of several lines, with another indent. */
final class ScalarLines {
  private ScalarLines() {}

  /** A plain or quoted scalar: how far its further lines are indented means nothing. */
  static void folded(String written, Lines out) {
    if (written.isEmpty()) {
      return; // a key in brackets without a value
    }
    List<String> lines = written.lines().toList();
    out.add(lines.size() == 1 ? lines.get(0) : lines.get(0).stripTrailing());
    String indent = " ".repeat(out.indent() + 2);
    for (int i = 1; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      String line = last ? lines.get(i).stripLeading() : trimmed(lines.get(i));
      out.content(line.isEmpty() ? "" : indent + line);
    }
  }

  /** A space behind a backslash is content. */
  private static String trimmed(String line) {
    String trimmed = line.strip();
    return trimmed.endsWith("\\") ? line.stripLeading() : trimmed;
  }

  /**
   * A literal or folded block.
   *
   * @param written from its indicator to its last line, without the last line break
   * @param oldOwner the column of the block that it is a value of
   * @param owner what that will be
   */
  static void block(String written, int oldOwner, int owner, Lines out) {
    String[] lines = written.split("\r\n|\n|\r", -1);
    String header = lines[0].stripTrailing();
    out.add(header);
    int digit = digit(header);
    int old = digit > 0 ? oldOwner + digit : indent(lines);
    String indent = " ".repeat(owner + (digit > 0 ? digit : 2));
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      boolean empty = line.isBlank() && line.length() <= old;
      out.content(empty ? "" : indent + line.substring(Math.min(old, line.length())));
    }
  }

  /** The indicator of indentation; 0 where there is none. */
  private static int digit(String header) {
    for (int i = 1; i < header.length() && "+-0123456789".indexOf(header.charAt(i)) >= 0; i++) {
      if (Character.isDigit(header.charAt(i))) {
        return header.charAt(i) - '0';
      }
    }
    return 0;
  }

  private static int indent(String[] lines) {
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        return lines[i].length() - lines[i].stripLeading().length();
      }
    }
    return Integer.MAX_VALUE;
  }
}
