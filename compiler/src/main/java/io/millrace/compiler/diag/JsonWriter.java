package io.millrace.compiler.diag;

import org.jspecify.annotations.Nullable;

/** Writes indented JSON. The caller keeps begin and end in balance. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;
  private boolean afterKey;

  JsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  JsonWriter end(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  JsonWriter key(String name) {
    separate();
    string(name);
    out.append(": ");
    afterKey = true;
    return this;
  }

  JsonWriter value(@Nullable String text) {
    separate();
    if (text == null) {
      out.append("null");
    } else {
      string(text);
    }
    return this;
  }

  JsonWriter value(int number) {
    separate();
    out.append(number);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void separate() {
    if (afterKey) {
      afterKey = false;
      return;
    }
    if (!first) {
      out.append(',');
    }
    first = false;
    if (depth > 0) {
      newLine();
    }
  }

  private void newLine() {
    out.append('\n').append("  ".repeat(depth));
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Escaped too: line ends of JavaScript, and halves of pairs, which UTF-8 cannot hold.
          if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029 || isLone(text, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLone(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
