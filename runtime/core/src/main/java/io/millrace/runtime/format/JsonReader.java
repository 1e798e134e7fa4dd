package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON document (RFC 8259, UTF-8) piece by piece, as generated decoders ask for it. Makes
 * no objects besides the values.
 *
 * <p>Strict: a value of another type is an error, no text becomes a number, and nothing but white
 * space may follow the document. Of a name that comes twice the last value counts. A value that
 * nobody asks for is only read as far as its structure. An escape that is half a surrogate pair
 * becomes U+FFFD; bytes that are no UTF-8 are an error.
 */
public final class JsonReader {
  /** What {@link #beginObject} and {@link #nextField} return when no field is left. */
  public static final int END = -1;

  private static final int MAX_DEPTH = 512;

  private final JsonText text = new JsonText();
  private byte[] bytes = {};
  private int start;
  private int end;
  private int at;

  /** Starts on a document; a byte order mark in front of it is skipped. */
  public void reset(byte[] document, int offset, int length) {
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

  /** Checks that nothing but white space is left. */
  public void expectEnd() throws DecodeException {
    while (at < end) {
      if (!isSpace(bytes[at])) {
        throw error("expected the end, found " + found());
      }
      at++;
    }
  }

  /** Where the next value stands, for {@link #seek}. */
  public int position() {
    return at;
  }

  /** Goes back, or on, to a value of the document. */
  public void seek(int position) {
    at = position;
  }

  /** An error about the value in front of the reader. */
  public DecodeException unexpected(String expected) {
    token();
    return error("expected " + expected + ", found " + found());
  }

  // --- Objects ---

  /**
   * Enters an object.
   *
   * @return the index of the first name, {@code END}, or another number for an unknown name
   */
  public int beginObject(JsonNames names) throws DecodeException {
    expect('{', "an object");
    if (token() == '}') {
      at++;
      return END;
    }
    return name(names, -1);
  }

  /**
   * Goes on behind a value.
   *
   * @param previous what this method or {@link #beginObject} returned last
   */
  public int nextField(JsonNames names, int previous) throws DecodeException {
    int next = token();
    if (next == ',') {
      at++;
      token();
      return name(names, previous);
    }
    if (next != '}') {
      throw error("expected `,` or `}`, found " + found());
    }
    at++;
    return END;
  }

  private int name(JsonNames names, int previous) throws DecodeException {
    int index = names.expectedAfter(previous);
    if (index < names.size() && names.matches(index, bytes, at, end)) {
      at += names.quotedLength(index);
    } else {
      if (at >= end || bytes[at] != '"') {
        throw error("expected a name in quotes, found " + found());
      }
      int closing = JsonText.plainEnd(bytes, at + 1, end);
      if (closing < end && bytes[closing] == '"') {
        index = names.find(bytes, at, closing);
        at = closing + 1;
      } else {
        index = names.find(readString());
      }
      names.learn(previous, index);
    }
    colon();
    return index;
  }

  private void colon() throws DecodeException {
    if (at < end && bytes[at] == ':') {
      at++;
    } else {
      expect(':', "`:`");
    }
  }

  /** What to throw when an object has ended without fields that it needs. */
  public DecodeException missing(JsonNames names, int firstIndex, long missing) {
    String name = names.name(firstIndex + Long.numberOfTrailingZeros(missing));
    return new DecodeException(JsonPath.missing(bytes, start, at - 1, name));
  }

  // --- Lists and maps ---

  /** Enters a list: whether it has an element. */
  public boolean beginList() throws DecodeException {
    expect('[', "a list");
    if (token() == ']') {
      at++;
      return false;
    }
    return true;
  }

  /** Goes on behind an element: whether there is another. */
  public boolean nextElement() throws DecodeException {
    return next(']', "expected `,` or `]`, found ");
  }

  /** Enters an object of any names: whether it has an entry. */
  public boolean beginMap() throws DecodeException {
    expect('{', "an object");
    if (token() == '}') {
      at++;
      return false;
    }
    return true;
  }

  /** Goes on behind an entry: whether there is another. */
  public boolean nextEntry() throws DecodeException {
    return next('}', "expected `,` or `}`, found ");
  }

  /** The name of an entry. */
  public String readName() throws DecodeException {
    String name = readString();
    colon();
    return name;
  }

  private boolean next(char close, String message) throws DecodeException {
    int next = token();
    if (next == ',') {
      at++;
      return true;
    }
    if (next != close) {
      throw error(message + found());
    }
    at++;
    return false;
  }

  // --- Values ---

  /** The first byte of the next token; 0 at the end. */
  public int peek() {
    return token();
  }

  /** Whether the value is null; reads it if so. */
  public boolean readNull() throws DecodeException {
    if (token() != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  public boolean readBool() throws DecodeException {
    int first = token();
    if (first == 't') {
      literal("true");
      return true;
    }
    if (first == 'f') {
      literal("false");
      return false;
    }
    throw unexpected("a bool");
  }

  /** A whole number of 64 bits; {@code 5.0} and {@code 5e3} are whole numbers too. */
  public long readLong() throws DecodeException {
    int first = token();
    int from = at;
    int i = first == '-' ? from + 1 : from;
    int digits = i;
    long value = 0;
    int digit;
    while (i < end && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      i++;
    }
    if (i - digits > 18
        || i == digits
        || (bytes[digits] == '0' && i - digits > 1)
        || (i < end && (bytes[i] == '.' || (bytes[i] | 0x20) == 'e'))) {
      int to = number("an int");
      try {
        value = NumberText.parseLong(bytes, from, to);
      } catch (ArithmeticException e) {
        throw unexpected("an int of 64 bits", from, to);
      }
      at = to;
      return value;
    }
    at = i;
    return first == '-' ? -value : value;
  }

  /** A number, rounded to the nearest double. */
  public double readDouble() throws DecodeException {
    token();
    int from = at;
    int to = number("a number");
    double value = NumberText.parseDouble(bytes, from, to);
    if (Double.isInfinite(value)) {
      throw unexpected("a number within the range of doubles", from, to);
    }
    at = to;
    return value;
  }

  /** A decimal as a number or as text, rounded half up to its scale. */
  public BigDecimal readDecimal(int precision, int scale) throws DecodeException {
    boolean quoted = token() == '"';
    if (quoted) {
      at++;
    }
    int from = at;
    int to = number("a decimal");
    if (quoted && (to >= end || bytes[to] != '"')) {
      throw unexpected("a decimal in text", from, to + 1);
    }
    BigDecimal value;
    try {
      value = NumberText.parseDecimal(bytes, from, to, precision, scale);
    } catch (ArithmeticException e) {
      String digits = precision + " digits, " + scale + " of them behind the point";
      throw unexpected("a decimal of " + digits, from, to);
    }
    at = quoted ? to + 1 : to;
    return value;
  }

  public String readString() throws DecodeException {
    int from = openQuote("text");
    int to = JsonText.plainEnd(bytes, from, end);
    if (to < end && bytes[to] == '"') {
      at = to + 1;
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    String value;
    try {
      value = text.decode(bytes, from, to, end);
    } catch (JsonText.Malformed e) {
      at = e.at();
      throw error(e.reason());
    }
    at = text.next();
    return value;
  }

  /** Base64 in text, with or without padding. */
  public byte[] readBytes() throws DecodeException {
    token();
    int from = at;
    String value = readString();
    byte[] decoded = BytesText.parse(value);
    if (decoded == null) {
      at = from;
      throw unexpected("bytes in base64", from, from + value.length() + 2);
    }
    return decoded;
  }

  /** RFC 3339 text, as epoch microseconds; finer digits are cut. */
  public long readTimestamp() throws DecodeException {
    int from = openQuote("a timestamp in text");
    int to = JsonText.plainEnd(bytes, from, end);
    long micros;
    if (to < end && bytes[to] == '"') {
      micros = TimestampText.parse(bytes, from, to);
      at = to + 1;
    } else {
      byte[] decoded = decodeFrom(from - 1);
      micros = TimestampText.parse(decoded, 0, decoded.length);
    }
    return micros == TimestampText.INVALID ? unexpected(TimestampText.EXPECTED, from) : micros;
  }

  /** A text with escapes: some writers write {@code +} as one. */
  private byte[] decodeFrom(int quote) throws DecodeException {
    at = quote;
    return readString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reports the text that was just read. */
  private long unexpected(String expected, int from) throws DecodeException {
    int to = at;
    at = from;
    throw unexpected(expected, from - 1, to);
  }

  /** A number of milliseconds since the epoch, as epoch microseconds; finer digits are cut. */
  public long readEpochMillis() throws DecodeException {
    return scaled(3, "a number of milliseconds since 1970");
  }

  /** A number of seconds since the epoch, as epoch microseconds; finer digits are cut. */
  public long readEpochSeconds() throws DecodeException {
    return scaled(6, "a number of seconds since 1970");
  }

  private long scaled(int digits, String expected) throws DecodeException {
    token();
    int from = at;
    int to = number(expected);
    try {
      long value = NumberText.parseScaled(bytes, from, to, digits);
      at = to;
      return value;
    } catch (ArithmeticException e) {
      throw unexpected(expected, from, to);
    }
  }

  /** Text as {@code PT1H30M} or {@code 5400s}, in microseconds. */
  public long readDuration() throws DecodeException {
    int from = openQuote("a duration in text");
    int to = JsonText.plainEnd(bytes, from, end);
    long micros;
    if (to < end && bytes[to] == '"') {
      micros = DurationText.parse(bytes, from, to);
      at = to + 1;
    } else {
      byte[] decoded = decodeFrom(from - 1);
      micros = DurationText.parse(decoded, 0, decoded.length);
    }
    return micros == DurationText.INVALID ? unexpected(DurationText.EXPECTED, from) : micros;
  }

  /** Passes over any value. */
  public void skipValue() throws DecodeException {
    skip(0);
  }

  private void skip(int depth) throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " lists and objects within each other");
    }
    switch (token()) {
      case '"' -> skipText();
      case '{' -> {
        for (boolean more = beginMap(); more; more = nextEntry()) {
          openQuote("a name");
          at--;
          skipText();
          colon();
          skip(depth + 1);
        }
      }
      case '[' -> {
        for (boolean more = beginList(); more; more = nextElement()) {
          skip(depth + 1);
        }
      }
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> at = number("a value");
    }
  }

  private void skipText() throws DecodeException {
    int i = at + 1;
    while (true) {
      i = JsonText.quoteOrEscape(bytes, i, end);
      if (i >= end) {
        throw error("expected a closing quote, found the end");
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
  private int token() {
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

  private void expect(char token, String expected) throws DecodeException {
    if (token() != token) {
      throw unexpected(expected);
    }
    at++;
  }

  /** Passes the opening quote: the index behind it. */
  private int openQuote(String expected) throws DecodeException {
    expect('"', expected);
    return at;
  }

  private void literal(String literal) throws DecodeException {
    int length = literal.length();
    boolean same = at + length <= end;
    for (int i = 0; same && i < length; i++) {
      same = bytes[at + i] == literal.charAt(i);
    }
    if (!same) {
      throw error("expected `" + literal + "`, found " + found());
    }
    at += length;
  }

  /** The index behind the number that starts here. */
  private int number(String expected) throws DecodeException {
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

  private String found() {
    return at >= end ? "the end" : JsonText.describe(bytes[at]);
  }

  private DecodeException error(String message) {
    String path = JsonPath.of(bytes, start, at);
    return new DecodeException(
        (path.isEmpty() ? "" : "field " + path + ": ") + message + " at byte " + (at - start));
  }

  private DecodeException unexpected(String expected, int from, int to) {
    return error("expected " + expected + ", found " + JsonText.excerpt(bytes, end, from, to));
  }
}
