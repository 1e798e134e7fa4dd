package io.millrace.compiler.layout;

/** How far a file is written, and what comes next in it. */
final class Cursor {
  private final String text;
  private final Lines out;
  private int at;

  Cursor(String text, Lines out) {
    this.text = text;
    this.out = out;
  }

  String text() {
    return text;
  }

  int at() {
    return at;
  }

  void moveTo(int offset) {
    at = Math.max(at, offset);
  }

  /** What stands before an offset; the file is written up to it. */
  Gap take(int to) {
    Gap gap = Gap.scan(text, at, Math.max(at, to));
    moveTo(to);
    return gap;
  }

  /** What stands before the first dash that comes. */
  Gap takeToDash(int limit) throws NotLaidOutException {
    for (Gap.Token token : Gap.scan(text, at, limit).tokens()) {
      if (token.text().equals("-")) {
        return take(token.start());
      }
    }
    throw new NotLaidOutException("a list is written in a way that is not known");
  }

  /** Writes the comment that stands behind a value, as far from it as it was. */
  void behind(Gap gap) {
    for (Comment comment : gap.comments()) {
      if (!comment.alone()) {
        out.add(" ".repeat(Math.max(1, comment.spaces())) + comment.text());
      }
    }
  }

  /** Writes comments that have lines of their own. */
  void alone(Gap gap, int indent) {
    boolean first = true;
    for (Comment comment : gap.comments()) {
      if (comment.alone()) {
        out.start(indent, comment.blankBefore() && !(first && isOpening(gap, comment)));
        out.add(comment.text());
      }
      first = false;
    }
  }

  /** Whether only a colon or a dash stands before: there is nothing to keep it apart from. */
  private boolean isOpening(Gap gap, Comment comment) {
    return gap.tokens().stream().anyMatch(token -> token.start() < comment.start());
  }

  /** Writes the comments at the end of a block, which are those that are indented as it is. */
  void endOfBlock(int column, int ownerColumn, int indent) {
    Gap rest = Gap.scan(text, at, nextToken());
    for (Comment comment : rest.comments()) {
      if (!comment.alone()) {
        out.add(" ".repeat(Math.max(1, comment.spaces())) + comment.text());
      } else if (comment.column() >= column && comment.column() > ownerColumn) {
        out.start(indent, comment.blankBefore());
        out.add(comment.text());
      } else {
        return;
      }
      at = comment.start() + comment.text().length();
    }
  }

  /** Where comments and white space end. */
  private int nextToken() {
    int next = at;
    while (next < text.length()) {
      char c = text.charAt(next);
      if (c == '#') {
        next = Gap.lineEnd(text, next);
      } else if (Character.isWhitespace(c)) {
        next++;
      } else {
        break;
      }
    }
    return next;
  }
}
