package io.millrace.compiler.proto;

import io.millrace.compiler.diag.Span;

/**
 * A word, number, text or sign of a file.
 *
 * @param text without quotes and escapes
 */
record ProtoToken(Kind kind, String text, Span span) {
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String word) {
    return kind != Kind.TEXT && text.equals(word);
  }

  /** How a message calls it. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case TEXT -> "a text";
      default -> "`" + text + "`";
    };
  }
}
