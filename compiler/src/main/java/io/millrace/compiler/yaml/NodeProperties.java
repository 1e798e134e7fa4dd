package io.millrace.compiler.yaml;

/**
 * The tag and the anchor before a node's content. The library gives one position for all of them.
 *
 * @param tagStart the offset of the tag; -1 where there is none
 * @param end the offset behind the last property
 * @param contentStart the offset of the content behind them, white space and comments skipped
 */
record NodeProperties(int tagStart, int tagEnd, int end, int contentStart) {

  /** A node without properties. */
  static NodeProperties none(int start) {
    return new NodeProperties(-1, -1, start, start);
  }

  /** The tag as written. */
  String tag(String text) {
    return text.substring(tagStart, tagEnd);
  }

  /** Scans the properties that start at an offset. */
  static NodeProperties scan(String text, int start) {
    int tagStart = -1;
    int tagEnd = -1;
    int end = start;
    int at = start;
    while (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
      boolean tag = text.charAt(at) == '!';
      int propertyStart = at;
      while (at < text.length() && !isSpace(text.charAt(at)) && !endsInFlow(text, at, tag)) {
        at++;
      }
      end = at;
      if (tag) {
        tagStart = propertyStart;
        tagEnd = at;
      }
      at = skipSpaceAndComments(text, at);
    }
    return new NodeProperties(tagStart, tagEnd, end, at);
  }

  /**
   * A comma or bracket ends a property inside a flow collection, but may stand in a verbatim tag.
   */
  private static boolean endsInFlow(String text, int at, boolean tag) {
    return !tag && ",[]{}".indexOf(text.charAt(at)) >= 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static int skipSpaceAndComments(String text, int start) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (isSpace(c) || LineBreaks.lengthAt(text, at) > 0) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }
}
