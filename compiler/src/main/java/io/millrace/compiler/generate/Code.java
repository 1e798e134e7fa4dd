package io.millrace.compiler.generate;

import io.millrace.compiler.expr.SharedValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of Java at a depth of indentation. */
final class Code {
  /** Where the bodies of methods start. */
  private static final int BODY = 4;

  private final List<String> lines = new ArrayList<>();
  private int depth;
  private @Nullable SharedValues values;

  /** Lines in which expressions use what others before them computed. */
  Code sharing() {
    values = new SharedValues();
    return this;
  }

  /** Lines that may become a block within these, and use what was computed before it. */
  Code inner() {
    Code inner = new Code();
    inner.values = values == null ? null : values.inner();
    return inner;
  }

  /** Adds lines that were written as inner ones and are no block. */
  Code adopt(Code inner) {
    if (values != null && inner.values != null) {
      values.adopt(inner.values);
    }
    return lines(inner.lines);
  }

  /** What expressions here share; nothing with others unless this is {@link #sharing}. */
  SharedValues values() {
    return values == null ? new SharedValues() : values;
  }

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
    if (values != null) {
      values.open();
    }
    return this;
  }

  /** Ends a block with a line. */
  Code close(String text) {
    depth--;
    if (values != null) {
      values.close();
    }
    return line(text);
  }

  /** Ends a block and opens the next with one line: {@code } else {}. */
  Code reopen(String text) {
    return close(text).reopened();
  }

  private Code reopened() {
    depth++;
    if (values != null) {
      values.open();
    }
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
