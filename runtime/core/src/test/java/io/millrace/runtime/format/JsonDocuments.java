package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Random JSON documents of one type, some of them damaged. */
final class JsonDocuments {
  private static final String[] NAMES = {
    "id",
    "amount",
    "count",
    "ok",
    "at",
    "tags",
    "counts",
    "child",
    "data",
    "long_field_name_here",
    "other",
    "idx",
    "i",
    "",
    "long_field_name_there"
  };
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t", "\r\n", "  "};
  private static final String[] SCRAPS = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-",
    "0",
    ".",
    "e5",
    "1e400",
    "\\u00",
    "\\ud83d",
    "\\udc00",
    "\n",
    "\0",
    " ",
    "é",
    "🎉",
    "'",
    "/",
    "NaN",
    "\u00ff",
    "99999999999999999999"
  };

  private final Random random;

  JsonDocuments(long seed) {
    random = new Random(seed);
  }

  /** A document that is as it should be, but for what types may not allow. */
  byte[] next() {
    StringBuilder out = new StringBuilder();
    space(out);
    object(out, 0);
    space(out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A document with bytes changed, lost, or put in. */
  byte[] nextDamaged() {
    byte[] bytes = next();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> {
          if (bytes.length > 0) {
            bytes[at] = (byte) random.nextInt(256);
          }
        }
        case 1 -> bytes = splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), "");
        case 2 -> bytes = splice(bytes, at, at, SCRAPS[random.nextInt(SCRAPS.length)]);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          int to = Math.min(bytes.length, at + random.nextInt(30));
          String piece = new String(Arrays.copyOfRange(bytes, at, to), StandardCharsets.ISO_8859_1);
          int into = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
          bytes = splice(bytes, into, into, piece);
        }
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, String insert) {
    byte[] middle = insert.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length - (to - from) + middle.length];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }

  private void object(StringBuilder out, int depth) {
    out.append('{');
    int start = random.nextInt(NAMES.length);
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.append(',');
      }
      space(out);
      String name = NAMES[(start + i) % (random.nextInt(4) == 0 ? NAMES.length : 10)];
      text(out, name, random.nextInt(20) == 0);
      space(out);
      out.append(':');
      space(out);
      if (random.nextInt(40) == 0) {
        any(out, depth + 1);
      } else {
        value(out, name, depth);
      }
      space(out);
    }
    out.append('}');
  }

  private void value(StringBuilder out, String name, int depth) {
    switch (name) {
      case "id", "long_field_name_here" -> text(out, words(), random.nextBoolean());
      case "amount" -> number(out);
      case "count" -> out.append(random.nextInt(5) == 0 ? "null" : integer());
      case "ok" -> out.append(random.nextInt(3) == 0 ? "null" : random.nextBoolean());
      case "at" -> out.append(random.nextLong() >> random.nextInt(40));
      case "tags" -> {
        out.append('[');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          out.append(i == 0 ? "" : ",");
          space(out);
          text(out, words(), random.nextInt(4) == 0);
          space(out);
        }
        out.append(']');
      }
      case "counts" -> {
        out.append('{');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          out.append(i == 0 ? "" : ",");
          text(out, words(), random.nextInt(4) == 0);
          out.append(':');
          number(out);
        }
        out.append('}');
      }
      case "child" -> {
        if (depth < 4) {
          object(out, depth + 1);
        } else {
          out.append("null");
        }
      }
      case "data" -> out.append("\"AAEC\"");
      default -> any(out, depth + 1);
    }
  }

  private void any(StringBuilder out, int depth) {
    switch (random.nextInt(depth > 4 ? 4 : 6)) {
      case 0 -> text(out, words(), random.nextBoolean());
      case 1 -> number(out);
      case 2 -> out.append(random.nextBoolean());
      case 3 -> out.append("null");
      case 4 -> object(out, depth + 1);
      default -> {
        out.append('[');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          out.append(i == 0 ? "" : ",");
          space(out);
          any(out, depth + 1);
        }
        out.append(']');
      }
    }
  }

  private String integer() {
    return switch (random.nextInt(6)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> random.nextInt(1000) + ".0";
      case 2 -> random.nextInt(1000) + "e" + random.nextInt(18);
      case 3 -> random.nextInt(1000) + "." + random.nextInt(10);
      default -> Integer.toString(random.nextInt(2000) - 1000);
    };
  }

  private void number(StringBuilder out) {
    switch (random.nextInt(6)) {
      case 0 -> out.append(random.nextInt(1000));
      case 1 -> out.append(random.nextInt(100_000) / 100.0);
      case 2 -> out.append(random.nextDouble());
      case 3 -> out.append(random.nextLong()).append("e").append(random.nextInt(400) - 200);
      case 4 -> out.append(random.nextInt(9)).append("E+").append(random.nextInt(20));
      default ->
          out.append('-').append(random.nextInt(100)).append('.').append(random.nextLong() >>> 1);
    }
  }

  private String words() {
    int length = random.nextInt(12);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(24)) {
        case 0 -> out.append('"');
        case 1 -> out.append('\\');
        case 2 -> out.append('ü');
        case 3 -> out.append('漢');
        case 4 -> out.append("🎉");
        case 5 -> out.append((char) random.nextInt(32));
        case 6 -> out.append('\u007f');
        case 7 -> out.append('\u2028');
        default -> out.append((char) ('a' + random.nextInt(26)));
      }
    }
    return out.toString();
  }

  private void text(StringBuilder out, String value, boolean escapeMore) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (escapeMore && random.nextInt(3) == 0)) {
            out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void space(StringBuilder out) {
    out.append(SPACES[random.nextInt(SPACES.length)]);
  }
}
