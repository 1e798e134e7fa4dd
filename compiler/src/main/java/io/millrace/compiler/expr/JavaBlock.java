package io.millrace.compiler.expr;

import java.util.ArrayList;
import java.util.List;

/** Lines of Java with their indentation. */
final class JavaBlock {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  List<String> lines() {
    return lines;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  void line(String text) {
    lines.add("  ".repeat(depth) + text);
  }

  /** A line that opens braces. */
  void open(String text) {
    line(text + " {");
    depth++;
  }

  /** Closes the braces of {@link #open}. */
  void close() {
    depth--;
    line("}");
  }

  /** Closes braces and opens others: {@code } else {}. */
  void reopen(String text) {
    depth--;
    line("} " + text + " {");
    depth++;
  }

  void addAll(JavaBlock other) {
    other.lines.forEach(this::line);
  }
}
