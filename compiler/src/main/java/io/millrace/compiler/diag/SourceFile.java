package io.millrace.compiler.diag;

import java.util.Arrays;

/**
 * A text file as it was read, byte order mark included, with the positions of its lines.
 *
 * <p>Offsets are UTF-16 code units from the start of {@link #text()}; lines and columns are
 * 1-based, and columns count code points. CR LF, LF and CR end a line.
 */
public final class SourceFile {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param name how the file is shown to the user: a path relative to where the tool was started,
   *     with forward slashes
   */
  public SourceFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The 1-based line of an offset; an offset past the end belongs to the last line. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The 1-based column of an offset, in code points; a byte order mark does not count. */
  public int column(int offset) {
    int start = lineStart(line(offset));
    return text.codePointCount(start, Math.max(start, Math.min(offset, text.length()))) + 1;
  }

  /** The offset at which a 1-based line starts, after a byte order mark. */
  public int lineStart(int line) {
    int start = lineStarts[line - 1];
    return start == 0 && !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : start;
  }

  /** The text of a 1-based line without its line break. */
  public String lineText(int line) {
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    int start = Math.min(lineStart(line), end);
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
