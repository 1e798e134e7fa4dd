package io.millrace.compiler.yaml;

import java.util.Arrays;

/** The ranges of a file in which text is content: a {@code #} there starts no comment. */
final class ScalarRanges {
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  /** Adds a range behind all the others. */
  void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  boolean contains(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    int at = found >= 0 ? found : -found - 2;
    return at >= 0 && offset < ends[at];
  }
}
