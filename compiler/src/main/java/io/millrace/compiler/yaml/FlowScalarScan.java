package io.millrace.compiler.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a plain or quoted scalar a second time, as the YAML library does, but keeps where each
 * character comes from. Anything unexpected gives null: the caller then does without a map.
 */
final class FlowScalarScan {
  private static final Map<Character, Integer> ESCAPES =
      Map.ofEntries(
          Map.entry('0', 0x00),
          Map.entry('a', 0x07),
          Map.entry('b', 0x08),
          Map.entry('t', 0x09),
          Map.entry('\t', 0x09),
          Map.entry('n', 0x0A),
          Map.entry('v', 0x0B),
          Map.entry('f', 0x0C),
          Map.entry('r', 0x0D),
          Map.entry('e', 0x1B),
          Map.entry(' ', 0x20),
          Map.entry('"', 0x22),
          Map.entry('/', 0x2F),
          Map.entry('\\', 0x5C),
          Map.entry('N', 0x85),
          Map.entry('_', 0xA0));

  private final String text;
  private final int end;
  private final OffsetMap.Builder map;
  private final LineBreaks breaks = new LineBreaks();
  private int at;

  private FlowScalarScan(String text, int start, int end, int expectedLength) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.map = new OffsetMap.Builder(expectedLength);
  }

  /** Maps the plain scalar in {@code [start, end)}. */
  static OffsetMap plain(String text, int start, int end, int expectedLength) {
    FlowScalarScan scan = new FlowScalarScan(text, start, end, expectedLength);
    while (scan.at < end) {
      if (isBlank(text.charAt(scan.at))) {
        scan.gap();
      } else {
        scan.word("");
      }
    }
    return scan.map.build();
  }

  /** Maps the scalar in {@code [start, end)}, whose first and last characters are single quotes. */
  static OffsetMap singleQuoted(String text, int start, int end, int expectedLength) {
    FlowScalarScan scan = new FlowScalarScan(text, start + 1, end - 1, expectedLength);
    while (scan.at < scan.end) {
      char c = text.charAt(scan.at);
      if (c == '\'') {
        scan.map.add('\'', scan.at, scan.at + 2);
        scan.at += 2;
      } else if (isBlank(c)) {
        scan.gap();
      } else {
        scan.word("'");
      }
    }
    return scan.map.build();
  }

  /** Maps the scalar in {@code [start, end)}, whose first and last characters are double quotes. */
  static @Nullable OffsetMap doubleQuoted(String text, int start, int end, int expectedLength) {
    FlowScalarScan scan = new FlowScalarScan(text, start + 1, end - 1, expectedLength);
    while (scan.at < scan.end) {
      char c = text.charAt(scan.at);
      if (c == '\\') {
        if (!scan.escape()) {
          return null;
        }
      } else if (isBlank(c)) {
        scan.gap();
      } else {
        scan.word("\\");
      }
    }
    return scan.map.build();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Characters up to the next white space or one of {@code stops}, as they are. */
  private void word(String stops) {
    int start = at;
    // The first character is no stop; NEL inside a word is content, behind a space a line break.
    at += Character.charCount(text.codePointAt(at));
    while (at < end && !isBlank(text.charAt(at)) && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    map.addVerbatim(text, start, at);
  }

  /** White space: as it is within a line, folded where it holds a line break. */
  private void gap() {
    int start = at;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    int length = at < end ? LineBreaks.lengthAt(text, at) : 0;
    if (length == 0) {
      map.addVerbatim(text, start, at);
      return;
    }
    at += length;
    emptyLines();
    breaks.appendFolded(map, start, at);
  }

  /** Passes the lines without content, and the indentation of the next line that has some. */
  private void emptyLines() {
    breaks.clear();
    while (at < end) {
      char c = text.charAt(at);
      int length = LineBreaks.lengthAt(text, at);
      if (length > 0) {
        breaks.add(at, at + length);
        at += length;
      } else if (c == ' ' || c == '\t') {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean escape() {
    int start = at++;
    if (at >= end) {
      return false;
    }
    char c = text.charAt(at);
    int lineBreak = LineBreaks.lengthAt(text, at);
    if (lineBreak > 0) {
      at += lineBreak;
      emptyLines();
      breaks.appendDividing(map, start, at);
      return true;
    }
    at++;
    Integer simple = ESCAPES.get(c);
    if (simple != null) {
      map.addCodePoint(simple, start, at);
      return true;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0 || at + digits > end) {
      return false;
    }
    int codePoint = Integer.parseUnsignedInt(text, at, at + digits, 16);
    at += digits;
    if (!Character.isValidCodePoint(codePoint)) {
      return false;
    }
    map.addCodePoint(codePoint, start, at);
    return true;
  }
}
