package io.millrace.compiler.diag;

/** Finds the lines above a line that are needed to read it. */
final class ContextLines {
  private static final int MAX_WALK = 200;

  private ContextLines() {}

  /**
   * The first line of the value that a line continues, as the line with {@code where: |} for a line
   * of the block text behind it; the line itself where it continues nothing.
   */
  static int first(SourceFile source, int line) {
    int first = line;
    int indent = indent(source.lineText(line));
    int stop = Math.max(1, line - MAX_WALK);
    for (int above = line - 1; above >= stop && indent > 0; above--) {
      String text = source.lineText(above);
      if (text.isBlank() || text.strip().startsWith("#") || indent(text) >= indent) {
        continue;
      }
      if (opensMapping(text)) {
        break;
      }
      first = above;
      indent = indent(text);
    }
    return first;
  }

  /** Where the content of a line starts; the dash of a list counts as indentation. */
  private static int indent(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || isDash(text, at))) {
      at++;
    }
    return at;
  }

  private static boolean isDash(String text, int at) {
    return text.charAt(at) == '-' && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
  }

  /** Whether a line ends in a key without a value: what is below is no continuation of it. */
  private static boolean opensMapping(String text) {
    int comment = text.indexOf(" #");
    String content = (comment < 0 ? text : text.substring(0, comment)).stripTrailing();
    int last = content.lastIndexOf(' ');
    // An anchor or a tag may stand behind the colon.
    while (last > 0 && (content.charAt(last + 1) == '&' || content.charAt(last + 1) == '!')) {
      content = content.substring(0, last).stripTrailing();
      last = content.lastIndexOf(' ');
    }
    return content.endsWith(":") || content.endsWith("-") || content.isEmpty();
  }
}
