package io.millrace.compiler.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Decodes a literal or folded scalar a second time, as the YAML library does, but keeps where each
 * character comes from. Anything unexpected gives null: the caller then does without a map.
 */
final class BlockScalarScan {
  private final String text;
  private final boolean folded;
  private final OffsetMap.Builder map;
  private final LineBreaks breaks = new LineBreaks();
  private int at;
  private int lineStart;
  private char chomping = ' ';
  private int increment;

  private BlockScalarScan(String text, int start, int expectedLength) {
    this.text = text;
    this.folded = text.charAt(start) == '>';
    this.at = start + 1;
    this.map = new OffsetMap.Builder(expectedLength);
  }

  /**
   * Maps the scalar whose {@code |} or {@code >} stands at {@code start}.
   *
   * @param parentIndent the 0-based column of the block mapping or list around it; -1 for none
   */
  static @Nullable OffsetMap scan(String text, int start, int parentIndent, int expectedLength) {
    BlockScalarScan scan = new BlockScalarScan(text, start, expectedLength);
    return scan.header() ? scan.content(Math.max(1, parentIndent + 1)) : null;
  }

  /** The offset at which the first line behind the header starts. */
  static int contentStart(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at + LineBreaks.lengthAt(text, at);
  }

  private boolean header() {
    for (int i = 0; i < 2 && at < text.length(); i++) {
      char c = text.charAt(at);
      if (c == '+' || c == '-') {
        chomping = c;
        at++;
      } else if (Character.isDigit(c)) {
        increment = Character.digit(c, 10);
        at++;
      }
    }
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    int length = LineBreaks.lengthAt(text, at);
    at += length;
    lineStart = at;
    return length > 0 || at == text.length();
  }

  private OffsetMap content(int minIndent) {
    int indent;
    if (increment > 0) {
      indent = minIndent + increment - 1;
      emptyLines(indent);
    } else {
      emptyLines(Integer.MAX_VALUE);
      indent = Math.max(minIndent, at - lineStart);
    }
    int breakStart = at;
    int breakEnd = at;
    while (atContent(indent)) {
      breaks.appendEach(map);
      boolean startsBlank = isSpace(at);
      int lineEnd = at;
      while (lineEnd < text.length()
          && text.charAt(lineEnd) != '\n'
          && text.charAt(lineEnd) != '\r') {
        lineEnd++;
      }
      map.addVerbatim(text, at, lineEnd);
      breakStart = lineEnd;
      breakEnd = lineEnd + LineBreaks.lengthAt(text, lineEnd);
      at = breakEnd;
      lineStart = at;
      emptyLines(indent);
      if (atContent(indent)) {
        if (folded && !startsBlank && !isSpace(at)) {
          breaks.appendFolded(map, breakStart, at);
          breaks.clear();
        } else {
          map.add('\n', breakStart, breakEnd);
        }
      }
    }
    if (chomping != '-' && breakEnd > breakStart) {
      map.add('\n', breakStart, breakEnd);
    }
    if (chomping == '+') {
      breaks.appendEach(map);
    }
    return map.build();
  }

  private boolean atContent(int indent) {
    return at < text.length() && at - lineStart == indent;
  }

  private boolean isSpace(int offset) {
    return text.charAt(offset) == ' ' || text.charAt(offset) == '\t';
  }

  /** Passes lines without content, and then at most {@code indent} spaces of the next line. */
  private void emptyLines(int indent) {
    breaks.clear();
    while (true) {
      while (at < text.length() && at - lineStart < indent && text.charAt(at) == ' ') {
        at++;
      }
      int length = LineBreaks.lengthAt(text, at);
      if (length == 0) {
        return;
      }
      breaks.add(at, at + length);
      at += length;
      lineStart = at;
    }
  }
}
