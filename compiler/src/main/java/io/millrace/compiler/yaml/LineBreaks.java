package io.millrace.compiler.yaml;

import java.util.Arrays;

/** Line breaks that the scan of a scalar has passed but not yet decoded. */
final class LineBreaks {
  private int[] ends = new int[8];
  private int[] starts = new int[8];
  private int count;

  /** The length of the line break at an offset: 0 where there is none, 2 for CR LF. */
  static int lengthAt(String text, int offset) {
    if (offset >= text.length()) {
      return 0;
    }
    return switch (text.charAt(offset)) {
      case '\r' -> offset + 1 < text.length() && text.charAt(offset + 1) == '\n' ? 2 : 1;
      // The YAML library takes NEL for a line break, as YAML 1.1 did.
      case '\n', '\u0085' -> 1;
      default -> 0;
    };
  }

  void clear() {
    count = 0;
  }

  boolean isEmpty() {
    return count == 0;
  }

  void add(int start, int end) {
    if (count == ends.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /** Decodes each line break to a line feed that stands exactly for it. */
  void appendEach(OffsetMap.Builder map) {
    for (int i = 0; i < count; i++) {
      map.add('\n', starts[i], ends[i]);
    }
  }

  /**
   * Decodes a folded gap between two pieces of text: no further line break gives a space, each
   * further one a line feed. The ranges of the decoded characters divide the gap without rest.
   */
  void appendFolded(OffsetMap.Builder map, int gapStart, int gapEnd) {
    if (count == 0) {
      map.add(' ', gapStart, gapEnd);
    } else {
      appendDividing(map, gapStart, gapEnd);
    }
  }

  /** As {@link #appendFolded}, but no further line break gives nothing. */
  void appendDividing(OffsetMap.Builder map, int gapStart, int gapEnd) {
    int from = gapStart;
    for (int i = 0; i < count; i++) {
      int to = i + 1 == count ? gapEnd : ends[i];
      map.add('\n', from, to);
      from = to;
    }
  }
}
