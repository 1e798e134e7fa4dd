package io.millrace.compiler.generate;

import java.util.ArrayList;
import java.util.List;

/** Lines of Java at a depth of indentation. */
final class Code {
  /** Where the bodies of methods start. */
  private static final int BODY = 4;

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

  /** Ends a block and opens the next with one line: {@code } else {}. */
  Code reopen(String text) {
    depth--;
    line(text);
    depth++;
    return this;
  }

  /** Calls in a row, one a line: {@code head} and then {@code .call()} each. */
  Code chain(String head, List<String> calls) {
    String onOneLine = head + "." + String.join(".", calls) + ";";
    if (calls.size() == 1 && !onOneLine.contains("\n") && onOneLine.length() <= 92) {
      return line(onOneLine);
    }
    line(head);
    int indent = 4 + head.length() - head.stripLeading().length();
    for (int i = 0; i < calls.size(); i++) {
      String end = i == calls.size() - 1 ? ";" : "";
      String call = CallWrap.wrap("." + calls.get(i) + end, BODY + indent);
      line((" ".repeat(indent) + call).replace("\n", "\n" + " ".repeat(indent)));
    }
    return this;
  }

  List<String> result() {
    return List.copyOf(lines);
  }
}
