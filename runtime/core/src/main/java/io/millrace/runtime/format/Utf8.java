package io.millrace.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks of UTF-8. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGHS = 0x8080808080808080L;

  private Utf8() {}

  /** The bytes as text, or null if they are not well-formed. */
  static @Nullable String text(byte[] bytes, int from, int to) {
    int ascii = asciiEnd(bytes, from, to);
    if (ascii == to) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    return isValid(bytes, ascii, to)
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : null;
  }

  /** Up to where the bytes are ASCII. */
  private static int asciiEnd(byte[] bytes, int from, int to) {
    int i = from;
    while (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGHS) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** Whether the bytes are well-formed. */
  private static boolean isValid(byte[] bytes, int from, int to) {
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
