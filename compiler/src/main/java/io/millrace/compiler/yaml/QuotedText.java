package io.millrace.compiler.yaml;

/** Writes a text as a quoted scalar, for advice on what to type. */
final class QuotedText {
  private QuotedText() {}

  /** The text in the quotes that need fewer escapes. */
  static String of(String text) {
    boolean easyInDouble = text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    return text.indexOf('\'') >= 0 && easyInDouble
        ? '"' + text + '"'
        : "'" + text.replace("'", "''") + "'";
  }
}
