package io.millrace.compiler.yaml;

import java.util.Arrays;

/**
 * Where each UTF-16 unit of a decoded scalar stands in the source: the half-open range that it was
 * decoded from. An escape, and both halves of a surrogate pair, stand for their whole range.
 */
final class OffsetMap {
  private final String decoded;
  private final int[] starts;
  private final int[] ends;

  private OffsetMap(String decoded, int[] starts, int[] ends) {
    this.decoded = decoded;
    this.starts = starts;
    this.ends = ends;
  }

  String decoded() {
    return decoded;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** Collects decoded characters, in order, with the source range of each. */
  static final class Builder {
    private final StringBuilder decoded;
    private int[] starts;
    private int[] ends;

    Builder(int expectedLength) {
      decoded = new StringBuilder(expectedLength);
      starts = new int[Math.max(8, expectedLength)];
      ends = new int[starts.length];
    }

    void add(char unit, int start, int end) {
      int index = decoded.length();
      if (index == starts.length) {
        starts = Arrays.copyOf(starts, index * 2);
        ends = Arrays.copyOf(ends, index * 2);
      }
      starts[index] = start;
      ends[index] = end;
      decoded.append(unit);
    }

    void addCodePoint(int codePoint, int start, int end) {
      if (Character.isBmpCodePoint(codePoint)) {
        add((char) codePoint, start, end);
      } else {
        add(Character.highSurrogate(codePoint), start, end);
        add(Character.lowSurrogate(codePoint), start, end);
      }
    }

    /** Characters that stand in the source as they are. */
    void addVerbatim(String source, int start, int end) {
      for (int at = start; at < end; ) {
        int codePoint = source.codePointAt(at);
        int next = at + Character.charCount(codePoint);
        addCodePoint(codePoint, at, next);
        at = next;
      }
    }

    OffsetMap build() {
      int length = decoded.length();
      return new OffsetMap(
          decoded.toString(), Arrays.copyOf(starts, length), Arrays.copyOf(ends, length));
    }
  }
}
