package io.millrace.local.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Documents with bytes changed, lost, or put in. */
final class Mutations {
  private static final byte[][] SCRAPS = {
    ascii("\""),
    ascii("\\"),
    ascii("{"),
    ascii("}"),
    ascii("["),
    ascii("]"),
    ascii(","),
    ascii(":"),
    ascii("null"),
    ascii("true"),
    ascii("falsey"),
    ascii("-"),
    ascii("+"),
    ascii("0"),
    ascii("."),
    ascii("e5"),
    ascii("E-"),
    ascii("1e400"),
    ascii("00"),
    ascii("\\u00"),
    ascii("\\ud83d"),
    ascii("\\udc00"),
    ascii("\\ud83d\\ude00"),
    ascii("\\x"),
    ascii("\n"),
    ascii("\0"),
    ascii(" "),
    ascii("'"),
    ascii("/"),
    ascii("/**/"),
    ascii("#"),
    ascii("NaN"),
    ascii("Infinity"),
    ascii("99999999999999999999"),
    ascii("{}"),
    ascii("[]"),
    ascii("\"\""),
    bytes(0xc3),
    bytes(0xc3, 0xbc),
    bytes(0xc0, 0x80),
    bytes(0xed, 0xa0, 0x80),
    bytes(0xed, 0xb0, 0x80),
    bytes(0xe0, 0x80, 0xaf),
    bytes(0xf0, 0x9f, 0x8e, 0x89),
    bytes(0xf4, 0x90, 0x80, 0x80),
    bytes(0xf0, 0x80, 0x80, 0x80),
    bytes(0xff),
    bytes(0x80),
    bytes(0xef, 0xbb, 0xbf),
    bytes(0xe2, 0x80, 0xa8),
    bytes(0xf8, 0x88, 0x80, 0x80, 0x80)
  };

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] of(byte[] document) {
    byte[] bytes = document;
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> {
        if (bytes.length == 0) {
          return bytes;
        }
        byte[] out = bytes.clone();
        out[at] = (byte) random.nextInt(256);
        return out;
      }
      case 1 -> {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(4));
        return splice(bytes, at, to, new byte[0]);
      }
      case 2 -> {
        return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? Math.max(0, bytes.length - 1) : at);
      }
      case 3 -> {
        int to = Math.min(bytes.length, at + random.nextInt(30));
        return splice(bytes, random.nextInt(bytes.length + 1), Arrays.copyOfRange(bytes, at, to));
      }
      default -> {
        // Rather within a text, where all bytes mean something.
        int inText = at;
        while (random.nextBoolean() && inText < bytes.length && bytes[inText] != '"') {
          inText++;
        }
        byte[] scrap = SCRAPS[random.nextInt(SCRAPS.length)];
        return splice(bytes, Math.min(bytes.length, inText + 1), scrap);
      }
    }
  }

  private static byte[] splice(byte[] bytes, int at, byte[] insert) {
    return splice(bytes, at, at, insert);
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
    byte[] out = new byte[bytes.length - (to - from) + insert.length];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(insert, 0, out, from, insert.length);
    System.arraycopy(bytes, to, out, from + insert.length, bytes.length - to);
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }
}
