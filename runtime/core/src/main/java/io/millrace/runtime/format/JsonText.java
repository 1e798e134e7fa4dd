package io.millrace.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The inside of JSON strings: finds their end and decodes those that are not plain ASCII. */
final class JsonText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long OPENING = '{' * ONES;
  private static final long CLOSING = '}' * ONES;
  private static final long SPACES = ' ' * ONES;

  private static final String CONTROL =
      "expected text, found a control character without an escape";
  private static final String NO_ESCAPE =
      "expected an escape, found a backslash and something else";
  private static final String NO_UTF_8 = "expected UTF-8, found other bytes";
  static final String HALF_PAIR =
      "expected a name, found an escape that is half of a surrogate pair";
  static final String NO_QUOTE = "expected a closing quote, found the end";

  private char[] chars = new char[64];
  private int next;
  private boolean hasHalfPair;

  /** Text that is no JSON string, and where. Without a stack trace: it is data. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int at;
    private final String reason;

    Malformed(int at, String reason) {
      super(reason, null, false, false);
      this.at = at;
      this.reason = reason;
    }

    int at() {
      return at;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * The first byte from {@code from} on that is a quote, a backslash, a control character, or not
   * ASCII; {@code end} if there is none.
   */
  static int plainEnd(byte[] bytes, int from, int end) {
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      // Per byte the high bit: where a subtraction borrows, the byte was zero (or, behind such a
      // byte, may seem so; only the first one counts). Bytes that are not ASCII have it anyway.
      long special =
          (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word)
              & HIGHS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    for (; i < end; i++) {
      byte next = bytes[i];
      if (next < ' ' || next == '"' || next == '\\') {
        return i;
      }
    }
    return end;
  }

  /** The first quote or backslash from {@code from} on; {@code end} or more if there is none. */
  static int quoteOrEscape(byte[] bytes, int from, int end) {
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long special = (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGHS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    for (; i < end; i++) {
      if (bytes[i] == '"' || bytes[i] == '\\') {
        return i;
      }
    }
    return i;
  }

  /** The first quote or bracket from {@code from} on; {@code end} if there is none. */
  static int quoteOrBracket(byte[] bytes, int from, int end) {
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      long quote = word ^ QUOTES;
      // Square and curly brackets differ in one bit.
      long opening = (word | SPACES) ^ OPENING;
      long closing = (word | SPACES) ^ CLOSING;
      long special =
          (((quote - ONES) & ~quote)
                  | ((opening - ONES) & ~opening)
                  | ((closing - ONES) & ~closing))
              & HIGHS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    for (; i < end; i++) {
      int bracket = bytes[i] | ' ';
      if (bytes[i] == '"' || bracket == '{' || bracket == '}') {
        return i;
      }
    }
    return end;
  }

  /**
   * The closing quote of a string whose bytes are checked from {@code from} on.
   *
   * @param name whether it is a name, which may not have half of a surrogate pair
   * @throws Malformed if the string is none, as {@link #decode} does
   */
  static int textEnd(byte[] bytes, int from, int end, boolean name) throws Malformed {
    int i = from;
    while (i < end) {
      int value = bytes[i];
      if (value == '"') {
        return i;
      } else if (value == '\\') {
        int kind = i + 1 < end ? bytes[i + 1] : -1;
        int unit = kind == 'u' ? unicodeEscape(bytes, i, end) : plainEscape(kind);
        if (unit < 0) {
          throw new Malformed(i, NO_ESCAPE);
        }
        int behind = i + (kind == 'u' ? 6 : 2);
        if (name && Character.isSurrogate((char) unit)) {
          if (lowSurrogate(bytes, behind, end, unit) < 0) {
            throw new Malformed(i, HALF_PAIR);
          }
          behind += 6;
        }
        i = behind;
      } else if (value >= ' ') {
        i = plainEnd(bytes, i, end);
      } else if (value >= 0) {
        throw new Malformed(i, CONTROL);
      } else {
        int codePoint = codePoint(bytes, i, end);
        if (codePoint < 0) {
          throw new Malformed(i, NO_UTF_8);
        }
        i += codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      }
    }
    throw new Malformed(end, NO_QUOTE);
  }

  /** The index behind the closing quote of the string decoded last. */
  int next() {
    return next;
  }

  /** Whether the string decoded last has an escape that is half of a surrogate pair. */
  boolean hasHalfPair() {
    return hasHalfPair;
  }

  /**
   * Decodes a string up to its closing quote.
   *
   * @param from the first byte behind the opening quote
   * @param plainEnd up to where the bytes are plain ASCII
   */
  String decode(byte[] bytes, int from, int plainEnd, int end) throws Malformed {
    if (chars.length < plainEnd - from + 64) {
      chars = new char[plainEnd - from + 64];
    }
    hasHalfPair = false;
    int length = 0;
    for (int i = from; i < plainEnd; i++) {
      chars[length++] = (char) bytes[i];
    }
    int i = plainEnd;
    while (i < end) {
      int value = bytes[i];
      if (length + 2 > chars.length) {
        chars = Arrays.copyOf(chars, chars.length * 2);
      }
      if (value == '"') {
        next = i + 1;
        String decoded = new String(chars, 0, length);
        if (chars.length > 1 << 16) {
          chars = new char[64];
        }
        return decoded;
      } else if (value == '\\') {
        length = escape(bytes, i, end, length);
        i = next;
      } else if (value >= ' ') {
        chars[length++] = (char) value;
        i++;
      } else if (value >= 0) {
        throw new Malformed(i, CONTROL);
      } else {
        int codePoint = codePoint(bytes, i, end);
        if (codePoint < 0) {
          throw new Malformed(i, NO_UTF_8);
        }
        if (codePoint < 0x10000) {
          chars[length++] = (char) codePoint;
          i += codePoint < 0x800 ? 2 : 3;
        } else {
          chars[length++] = Character.highSurrogate(codePoint);
          chars[length++] = Character.lowSurrogate(codePoint);
          i += 4;
        }
      }
    }
    throw new Malformed(end, NO_QUOTE);
  }

  /** Decodes an escape into {@code chars}, and a second one that completes a surrogate pair. */
  private int escape(byte[] bytes, int at, int end, int length) throws Malformed {
    int kind = at + 1 < end ? bytes[at + 1] : -1;
    next = at + 2;
    int plain = plainEscape(kind);
    if (plain >= 0) {
      chars[length] = (char) plain;
      return length + 1;
    }
    int unit = unicodeEscape(bytes, at, end);
    if (unit < 0) {
      throw new Malformed(at, NO_ESCAPE);
    }
    next = at + 6;
    if (!Character.isSurrogate((char) unit)) {
      chars[length] = (char) unit;
      return length + 1;
    }
    int low = lowSurrogate(bytes, next, end, unit);
    if (low < 0) {
      hasHalfPair = true;
      chars[length] = '\uFFFD';
      return length + 1;
    }
    next += 6;
    chars[length] = (char) unit;
    chars[length + 1] = (char) low;
    return length + 2;
  }

  /** The character behind a backslash that stands for one, or -1. */
  private static int plainEscape(int kind) {
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The escape that makes a pair with a surrogate in front of it, or -1. */
  private static int lowSurrogate(byte[] bytes, int at, int end, int high) {
    int low = Character.isHighSurrogate((char) high) ? unicodeEscape(bytes, at, end) : -1;
    return low >= 0 && Character.isLowSurrogate((char) low) ? low : -1;
  }

  private static int unicodeEscape(byte[] bytes, int at, int end) {
    if (at + 6 > end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** The code point of two to four bytes, or -1 if they are no shortest-form UTF-8. */
  static int codePoint(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > end) {
      return -1;
    }
    int value = first & (0x7f >> length);
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return -1;
      }
      value = value << 6 | (bytes[i] & 0x3f);
    }
    boolean valid =
        switch (length) {
          case 3 -> value >= 0x800 && (value < 0xd800 || value > 0xdfff);
          case 4 -> value >= 0x10000 && value <= 0x10ffff;
          default -> true;
        };
    return valid ? value : -1;
  }

  /** What a value that starts with this byte is, for a message. */
  static String describe(byte first) {
    return switch (first) {
      case '"' -> "text";
      case '{' -> "an object";
      case '[' -> "a list";
      case 't', 'f' -> "a bool";
      case 'n' -> "null";
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
      default ->
          first > ' ' && first < 0x7f
              ? "`" + (char) first + "`"
              : String.format("byte 0x%02x", first & 0xff);
    };
  }

  /** The first characters of a piece of the input, for messages; it may reach past the end. */
  static String excerpt(byte[] bytes, int end, int from, int to) {
    int stop = Math.min(Math.min(to, end), from + 40);
    String text = new String(Arrays.copyOfRange(bytes, from, stop), StandardCharsets.UTF_8);
    return stop < to && stop < end ? text + "…" : text;
  }
}
