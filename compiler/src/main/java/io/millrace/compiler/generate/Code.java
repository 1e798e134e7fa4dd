package io.millrace.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/** Lines of Java at a depth of indentation. */
final class Code {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  /** Adds text, every line of it indented. */
  Code line(String text) {
    for (String part : text.split("\n", -1)) {
      lines.add(part.isEmpty() ? "" : "  ".repeat(depth) + part);
    }
    return this;
  }

  Code lines(List<String> texts) {
    texts.forEach(this::line);
    return this;
  }

  /** Adds a line that opens a block. */
  Code open(String text) {
    line(text);
    depth++;
    return this;
  }

  /** Ends a block with a line. */
  Code close(String text) {
    depth--;
    return line(text);
  }

  /** Calls in a row, one a line: {@code head} and then {@code .call()} each. */
  Code chain(String head, List<String> calls) {
    if (calls.size() == 1 && !calls.get(0).contains("\n")) {
      return line(head + "." + calls.get(0) + ";");
    }
    line(head);
    String indent = " ".repeat(4 + head.length() - head.stripLeading().length());
    for (int i = 0; i < calls.size(); i++) {
      String call = ("." + calls.get(i)).replace("\n", "\n" + indent.substring(4));
      line(indent + call + (i == calls.size() - 1 ? ";" : ""));
    }
    return this;
  }

  List<String> result() {
    return List.copyOf(lines);
  }
}
