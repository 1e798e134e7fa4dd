package io.millrace.runtime.format;

/** Checks of UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** Whether the bytes are well-formed. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int codePoint = JsonText.codePoint(bytes, i, to);
      if (codePoint < 0) {
        return false;
      }
      i += codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
    return true;
  }
}
