package io.millrace.compiler.yaml;

import java.util.Arrays;

/** Turns the YAML library's positions, which count code points, into UTF-16 offsets. */
final class CodePointIndex {
  /** The code point positions of the characters that take two UTF-16 units, ascending. */
  private final int[] wide;

  CodePointIndex(String text) {
    int[] found = new int[8];
    int count = 0;
    int position = 0;
    for (int i = 0; i < text.length(); i++, position++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = position;
        i++;
      }
    }
    wide = Arrays.copyOf(found, count);
  }

  /** The UTF-16 offset of a code point position. */
  int offset(int codePoints) {
    int found = Arrays.binarySearch(wide, codePoints);
    return codePoints + (found >= 0 ? found : -found - 1);
  }
}
