package io.millrace.compiler.yaml;

/** Text of the file inside a message. */
final class ShownText {
  private static final int MAX_LENGTH = 80;

  private ShownText() {}

  /** The text, cut where it is too long to help. */
  static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
  }

  /** The text in backquotes, cut if too long. */
  static String marked(String text) {
    return "`" + shortened(text) + "`";
  }

  /** The text as a scalar in the quotes that need fewer escapes, cut if too long. */
  static String quoted(String text) {
    boolean easyInDouble = text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    return text.indexOf('\'') >= 0 && easyInDouble
        ? '"' + shortened(text) + '"'
        : "'" + shortened(text.replace("'", "''")) + "'";
  }
}
