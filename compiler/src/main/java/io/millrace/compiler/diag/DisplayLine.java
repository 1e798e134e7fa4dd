package io.millrace.compiler.diag;

/**
 * A line of source as a terminal shows it: tabs expanded, characters that would steer the terminal
 * made visible, a very long line cut to the part that matters.
 */
final class DisplayLine {
  private static final int TAB_STOP = 4;
  private static final int MAX_LENGTH = 160;
  private static final int KEPT_BEFORE = 60;
  private static final char REPLACEMENT = '\uFFFD';

  private final String shown;
  private final int cutFrom;
  private final int[] columns;

  private DisplayLine(String shown, int cutFrom, int[] columns) {
    this.shown = shown;
    this.cutFrom = cutFrom;
    this.columns = columns;
  }

  /**
   * @param focus the UTF-16 index that must stay visible
   */
  static DisplayLine of(String line, int focus) {
    int from = 0;
    int to = line.length();
    if (line.length() > MAX_LENGTH) {
      from = boundary(line, Math.max(0, Math.min(focus, line.length()) - KEPT_BEFORE));
      to = boundary(line, Math.min(line.length(), from + MAX_LENGTH));
    }
    StringBuilder shown = new StringBuilder(from > 0 ? "…" : "");
    int column = shown.length();
    int[] columns = new int[to - from + 1];
    int previous = 0;
    for (int i = from; i < to; ) {
      int codePoint = line.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      for (int unit = i; unit < next; unit++) {
        columns[unit - from] = column;
      }
      if (codePoint == '\t') {
        int width = TAB_STOP - column % TAB_STOP;
        shown.append(" ".repeat(width));
        column += width;
      } else if (steersTerminal(codePoint)) {
        shown.append(REPLACEMENT);
        column++;
      } else {
        shown.appendCodePoint(codePoint);
        column += CharacterWidth.of(codePoint, previous);
      }
      previous = codePoint;
      i = next;
    }
    columns[to - from] = column;
    return new DisplayLine(shown + (to < line.length() ? "…" : ""), from, columns);
  }

  /** Control characters, and those that change the direction of text. */
  static boolean steersTerminal(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069)
        || (codePoint >= 0xD800 && codePoint <= 0xDFFF);
  }

  private static int boundary(String line, int index) {
    boolean splits =
        index > 0
            && index < line.length()
            && Character.isLowSurrogate(line.charAt(index))
            && Character.isHighSurrogate(line.charAt(index - 1));
    return splits ? index - 1 : index;
  }

  String shown() {
    return shown;
  }

  /** The 0-based column at which a UTF-16 index of the line is shown; that of the cut outside. */
  int column(int index) {
    return columns[Math.max(0, Math.min(index - cutFrom, columns.length - 1))];
  }
}
