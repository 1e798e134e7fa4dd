package io.millrace.compiler.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two values: comments, and the characters that belong to neither.
 *
 * @param comments in order
 * @param tokens colons, dashes, commas, anchors and tags, in order
 * @param breaks whether a line ends in it
 * @param blankBefore whether a blank line stands right before what follows
 */
record Gap(List<Comment> comments, List<Token> tokens, boolean breaks, boolean blankBefore) {
  /** Characters without white space between them. */
  record Token(String text, int start) {}

  /** The part of a text from one offset to another. Only comments may hold {@code #} there. */
  static Gap scan(String text, int from, int to) {
    List<Comment> comments = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    int lines = 0;
    boolean breaks = false;
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (isBreak(text, at)) {
        lines++;
        breaks = true;
        at++;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (c == '#') {
        int end = lineEnd(text, at);
        comments.add(comment(text, at, end, lines > 1));
        lines = 0;
        at = end;
      } else {
        int end = at;
        while (end < to && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        tokens.add(new Token(text.substring(at, end), at));
        lines = 0;
        at = end;
      }
    }
    return new Gap(comments, tokens, breaks, lines > 1);
  }

  /** Comments that stand on a line of their own. */
  List<Comment> alone() {
    return comments.stream().filter(Comment::alone).toList();
  }

  private static Comment comment(String text, int start, int end, boolean blankBefore) {
    int line = lineStart(text, start);
    boolean alone = text.substring(line, start).isBlank();
    int spaces = 0;
    while (start - spaces > line && text.charAt(start - spaces - 1) == ' ') {
      spaces++;
    }
    return new Comment(
        text.substring(start, end).stripTrailing(),
        start,
        start - line,
        alone,
        spaces,
        blankBefore);
  }

  /** The offset at which the line of an offset starts. */
  static int lineStart(String text, int at) {
    int start = at;
    while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start == 0 && !text.isEmpty() && text.charAt(0) == '\uFEFF' && at > 0 ? 1 : start;
  }

  /** The offset of the line break behind an offset, or the end. */
  static int lineEnd(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Whether a line break ends here; of CR LF, the second. */
  private static boolean isBreak(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }
}
