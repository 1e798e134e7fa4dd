package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON document (RFC 8259, UTF-8) piece by piece, as generated decoders ask for it. Makes
 * no objects besides the values.
 *
 * <p>Strict: a value of another type is an error, no text becomes a number, and nothing but white
 * space may follow the document. Of a name that comes twice the last value counts. Values that
 * nobody asks for are checked, too, except for what their types would be. An escape that is half a
 * surrogate pair becomes U+FFFD; bytes that are no UTF-8 are an error.
 */
public final class JsonReader extends JsonCursor {
  /** What {@link #beginObject} and {@link #nextField} return when no field is left. */
  public static final int END = -1;

  private final JsonText text = new JsonText();

  /** How many objects were entered by {@link #beginFast}. */
  private int open;

  /** Starts on a document; a byte order mark in front of it is skipped. */
  public void reset(byte[] document, int offset, int length) {
    open = 0;
    start(document, offset, length);
  }

  /** Checks that nothing but white space is left. */
  public void expectEnd() throws DecodeException {
    if (token() != 0 || at < end) {
      throw error("expected the end, found " + found());
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
  @Override
  public DecodeException unexpected(String expected) {
    return super.unexpected(expected);
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
    if (index != names.size() && names.matches(index, bytes, at, end)) {
      at += names.memberLength(index);
      return index;
    }
    return otherName(names, previous);
  }

  /** A name that was not expected, or does not have its colon right behind it. */
  private int otherName(JsonNames names, int previous) throws DecodeException {
    if (at >= end || bytes[at] != '"') {
      throw error("expected a name in quotes, found " + found());
    }
    int index;
    int closing = JsonText.plainEnd(bytes, at + 1, end);
    if (closing < end && bytes[closing] == '"') {
      index = names.find(bytes, at, closing);
      at = closing + 1;
    } else {
      index = names.find(nameText());
    }
    names.learn(previous, index);
    colon();
    return index;
  }

  /**
   * Enters an object of which some fields are read, the first of each name, and no more than that.
   *
   * @param unread a bit for each name that is still looked for
   * @return the index of the first of those, or {@code END}
   */
  public int beginFast(JsonNames names, long unread) throws DecodeException {
    expect('{', "an object");
    open++;
    int index = END;
    if (token() == '}') {
      at++;
    } else {
      index = name(names, -1);
    }
    return wanted(names, index, unread);
  }

  /** Goes on behind a value, or behind the whole object if nothing is looked for any more. */
  public int nextFast(JsonNames names, int previous, long unread) throws DecodeException {
    if (unread != 0) {
      return wanted(names, nextField(names, previous), unread);
    }
    open--;
    if (open > 0) {
      passRest();
    }
    return END;
  }

  private int wanted(JsonNames names, int first, long unread) throws DecodeException {
    int index = first;
    while (index != END && (index >= Long.SIZE || (unread >>> index & 1) == 0)) {
      // Every bit is set where there are more names than bits.
      if (unread == -1 && index < names.size()) {
        return index;
      }
      pass();
      index = nextField(names, index);
    }
    if (index == END) {
      open--;
    }
    return index;
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
    String name = nameText();
    colon();
    return name;
  }

  private String nameText() throws DecodeException {
    int from = at;
    String name = readString();
    if (name.indexOf('\uFFFD') >= 0 && text.hasHalfPair()) {
      at = from;
      throw error(JsonText.HALF_PAIR);
    }
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
    if (token() == '"') {
      return decimalInText(precision, scale);
    }
    int from = at;
    int to = number("a decimal");
    BigDecimal value = decimal(bytes, from, to, precision, scale, from, to);
    at = to;
    return value;
  }

  private BigDecimal decimalInText(int precision, int scale) throws DecodeException {
    int quote = at;
    int to = JsonText.plainEnd(bytes, quote + 1, end);
    byte[] source = bytes;
    int from = quote + 1;
    if (to < end && bytes[to] == '"') {
      at = to + 1;
    } else {
      source = decodeFrom(quote);
      from = 0;
      to = source.length;
    }
    int behind = at;
    at = quote;
    if (from == to || NumberText.end(source, from, to) != to) {
      throw unexpected("a decimal in text", quote, behind);
    }
    BigDecimal value = decimal(source, from, to, precision, scale, quote, behind);
    at = behind;
    return value;
  }

  /** A decimal from a source; the other range is shown where it does not fit. */
  private BigDecimal decimal(
      byte[] source, int from, int to, int precision, int scale, int shownFrom, int shownTo)
      throws DecodeException {
    try {
      return NumberText.parseDecimal(source, from, to, precision, scale);
    } catch (ArithmeticException e) {
      String digits = precision + " digits, " + scale + " of them behind the point";
      throw unexpected("a decimal of " + digits, shownFrom, shownTo);
    }
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
      throw malformed(e);
    }
    at = text.next();
    return value;
  }

  /** Passes the opening quote: the index behind it. */
  private int openQuote(String expected) throws DecodeException {
    expect('"', expected);
    return at;
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
    int quote = from + TimestampText.MILLIS;
    if (quote < end && bytes[quote] == '"') {
      long micros = TimestampText.parseMillis(bytes, from);
      if (micros != TimestampText.INVALID) { // So there is no quote further ahead.
        at = quote + 1;
        return micros;
      }
    }
    return anyTimestamp(from);
  }

  private long anyTimestamp(int from) throws DecodeException {
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

  /** Passes over any value, and checks that it is one. */
  public void skipValue() throws DecodeException {
    skip();
  }

  /** Passes over any value, and looks only for its end. */
  public void passValue() throws DecodeException {
    pass();
  }
}
