package io.millrace.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A place in a JSON document: the tokens there, and what to say of others. */
abstract class JsonCursor {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** As many as Jackson takes. */
  private static final int MAX_DEPTH = 1000;

  byte[] bytes = {};
  int start;
  int end;
  int at;

  /** Of the lists and objects that are being passed over, a bit each: whether it is an object. */
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];

  /** Starts on a document. */
  final void start(byte[] document, int offset, int length) {
    bytes = document;
    start = offset;
    at = offset;
    end = offset + length;
    if (length >= 3
        && document[offset] == (byte) 0xef
        && document[offset + 1] == (byte) 0xbb
        && document[offset + 2] == (byte) 0xbf) {
      at += 3;
    }
  }

  // --- Passing over values ---

  /** Passes over a value, and checks that it is one. */
  final void skip() throws DecodeException {
    int depth = 0;
    while (true) {
      switch (token()) {
        case '"' -> skipText(false);
        case '{' -> {
          at++;
          if (token() != '}') {
            enter(depth, true);
            depth++;
            skipName();
            continue;
          }
          at++;
        }
        case '[' -> {
          at++;
          if (token() != ']') {
            enter(depth, false);
            depth++;
            continue;
          }
          at++;
        }
        case 't' -> literal("true");
        case 'f' -> literal("false");
        case 'n' -> literal("null");
        default -> at = number("a value");
      }
      while (depth > 0 && !continues(isObject(depth - 1))) {
        depth--;
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private void enter(int depth, boolean object) throws DecodeException {
    if (depth == MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " lists and objects within each other");
    }
    long bit = 1L << depth;
    int word = depth / Long.SIZE;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
  }

  private boolean isObject(int depth) {
    return (objects[depth / Long.SIZE] & 1L << depth) != 0;
  }

  /** Whether behind a value another one comes, which is then the next token. */
  private boolean continues(boolean object) throws DecodeException {
    int next = token();
    if (next == ',') {
      at++;
      if (object) {
        token();
        skipName();
      }
      return true;
    }
    if (next != (object ? '}' : ']')) {
      throw error(
          (object ? "expected `,` or `}`, found " : "expected `,` or `]`, found ") + found());
    }
    at++;
    return false;
  }

  private void skipName() throws DecodeException {
    if (at >= end || bytes[at] != '"') {
      throw error("expected a name in quotes, found " + found());
    }
    skipText(true);
    colon();
  }

  private void skipText(boolean name) throws DecodeException {
    int to = JsonText.plainEnd(bytes, at + 1, end);
    if (to >= end || bytes[to] != '"') {
      try {
        to = JsonText.textEnd(bytes, to, end, name);
      } catch (JsonText.Malformed e) {
        throw malformed(e);
      }
    }
    at = to + 1;
  }

  /** Passes over a value, and looks only for its end. */
  final void pass() throws DecodeException {
    switch (token()) {
      case '"' -> passText();
      case '{', '[' -> {
        at++;
        passRest();
      }
      case 0, ',', ':', '}', ']' -> throw unexpected("a value");
      default -> {
        do {
          at++;
        } while (at < end && bytes[at] > ' ' && !endsValue(bytes[at]));
      }
    }
  }

  private static boolean endsValue(byte value) {
    return value == ',' || value == '}' || value == ']';
  }

  /** Passes over the rest of a list or object. */
  final void passRest() throws DecodeException {
    int depth = 1;
    while (depth > 0) {
      at = JsonText.quoteOrBracket(bytes, at, end);
      if (at >= end) {
        throw error("expected a closing bracket, found the end");
      }
      switch (bytes[at]) {
        case '"' -> passText();
        case '{', '[' -> {
          depth++;
          at++;
        }
        default -> {
          depth--;
          at++;
        }
      }
    }
  }

  private void passText() throws DecodeException {
    int i = at + 1;
    while (true) {
      i = JsonText.quoteOrEscape(bytes, i, end);
      if (i >= end) {
        at = end;
        throw error(JsonText.NO_QUOTE);
      }
      if (bytes[i] == '"') {
        at = i + 1;
        return;
      }
      i += 2;
    }
  }

  // --- Tokens ---

  /** The next byte that is no white space; 0 at the end, which no token starts with. */
  final int token() {
    if (at < end) {
      byte next = bytes[at];
      if (next > ' ') {
        return next;
      }
    }
    return tokenBehindSpace();
  }

  private int tokenBehindSpace() {
    while (at < end) {
      byte next = bytes[at];
      if (!isSpace(next)) {
        return next;
      }
      at++;
    }
    return 0;
  }

  private static boolean isSpace(byte value) {
    return value <= ' ' && (value == ' ' || value == '\n' || value == '\r' || value == '\t');
  }

  final void expect(char token, String expected) throws DecodeException {
    if (token() != token) {
      throw unexpected(expected);
    }
    at++;
  }

  final void colon() throws DecodeException {
    if (at < end && bytes[at] == ':') {
      at++;
    } else {
      expect(':', "`:`");
    }
  }

  final void literal(String literal) throws DecodeException {
    int length = literal.length();
    // The first byte is known to be right, so that four others, or four with it, decide.
    int word = length == 4 ? at : at + 1;
    if (at + length > end || (int) INTS.get(bytes, word) != lastFour(literal)) {
      throw error("expected `" + literal + "`, found " + found());
    }
    at += length;
  }

  private static int lastFour(String literal) {
    int length = literal.length();
    return literal.charAt(length - 4)
        | literal.charAt(length - 3) << 8
        | literal.charAt(length - 2) << 16
        | literal.charAt(length - 1) << 24;
  }

  /** The index behind the number that starts here. */
  final int number(String expected) throws DecodeException {
    int to = NumberText.end(bytes, at, end);
    if (to == at) {
      throw unexpected(expected);
    }
    if (to < 0) {
      int from = at;
      int stop = from;
      while (stop < end && NumberText.isPart(bytes[stop])) {
        stop++;
      }
      throw unexpected(expected, from, stop);
    }
    return to;
  }

  // --- Errors ---

  /** An error about the value in front of the reader. */
  DecodeException unexpected(String expected) {
    token();
    return error("expected " + expected + ", found " + found());
  }

  final DecodeException unexpected(String expected, int from, int to) {
    return error("expected " + expected + ", found " + JsonText.excerpt(bytes, end, from, to));
  }

  final DecodeException malformed(JsonText.Malformed text) {
    at = text.at();
    return error(text.reason());
  }

  final String found() {
    return at >= end ? "the end" : JsonText.describe(bytes[at]);
  }

  final DecodeException error(String message) {
    String path = JsonPath.of(bytes, start, at);
    return new DecodeException(
        (path.isEmpty() ? "" : "field " + path + ": ") + message + " at byte " + (at - start));
  }
}
