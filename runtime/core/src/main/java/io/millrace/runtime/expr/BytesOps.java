package io.millrace.runtime.expr;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Functions of byte strings. */
public final class BytesOps {
  private BytesOps() {}

  public static boolean equal(byte[] a, byte[] b) {
    return Arrays.equals(a, b);
  }

  /** Byte by byte, unsigned. */
  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  public static byte[] concat(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  public static byte[] encodeUtf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text of valid UTF-8. */
  public static String decodeUtf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ExpressionException("bytes are not valid UTF-8");
    }
  }

  public static String encodeBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Decodes standard base64, padded or not. */
  public static byte[] decodeBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ExpressionException("not base64: " + ValueOps.excerpt(text));
    }
  }
}
