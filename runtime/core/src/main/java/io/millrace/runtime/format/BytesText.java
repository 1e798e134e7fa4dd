package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as base64 text. */
final class BytesText {
  private BytesText() {}

  /** The bytes, or null if the text is no base64. */
  static byte @Nullable [] parse(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static byte[] format(byte[] value) {
    return Base64.getEncoder().encode(value);
  }

  static byte @Nullable [] parse(byte[] bytes, int from, int to) {
    return parse(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
