package io.millrace.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one CSV row (RFC 4180, UTF-8). Cells may stand in quotes; a quote in them is doubled. An
 * empty cell is an absent value, an empty cell in quotes an empty text. Columns are found by the
 * names of a header if one was read, else by the order of their declaration; the row may then end
 * early, but not late. White space around numbers, bools and times is ignored.
 */
public final class CsvReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long QUOTES = '"' * ONES;

  private final byte delimiter;
  private final long delimiters;
  private final String[][] columns;

  /** Where in a row each declared column stands; -1 if the header does not name it. */
  private final int[] places;

  private int expectedCells;
  private byte[] bytes = {};
  private int start;
  private int cells;

  /** Begin and end of each cell, without the outer quotes. */
  private int[] from = new int[16];

  private int[] to = new int[16];

  /** Per cell: 0 plain, 1 in quotes, 2 in quotes with doubled quotes inside. */
  private byte[] quotes = new byte[16];

  CsvReader(char delimiter, String[][] columns) {
    this.delimiter = (byte) delimiter;
    this.delimiters = (delimiter & 0xff) * ONES;
    this.columns = columns;
    this.places = new int[columns.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    expectedCells = columns.length;
  }

  void readHeader(byte[] line, int offset, int length) throws DecodeException {
    int skip = startsWithByteOrderMark(line, offset, length) ? 3 : 0;
    split(line, offset + skip, length - skip);
    String[] names = new String[cells];
    for (int i = 0; i < cells; i++) {
      names[i] = text(i).strip();
    }
    Arrays.fill(places, -1);
    for (int i = 0; i < columns.length; i++) {
      for (String name : columns[i]) {
        int place = Arrays.asList(names).indexOf(name);
        if (place >= 0) {
          places[i] = place;
          break;
        }
      }
    }
    expectedCells = names.length;
  }

  private static boolean startsWithByteOrderMark(byte[] line, int offset, int length) {
    return length >= 3
        && line[offset] == (byte) 0xef
        && line[offset + 1] == (byte) 0xbb
        && line[offset + 2] == (byte) 0xbf;
  }

  void reset(byte[] row, int offset, int length) throws DecodeException {
    split(row, offset, length);
    if (cells > expectedCells) {
      throw new DecodeException(
          "the row has " + cells + " cells, but there are " + expectedCells + " columns");
    }
  }

  private void split(byte[] row, int offset, int length) throws DecodeException {
    bytes = row;
    start = offset;
    int end = offset + length;
    if (end > offset && row[end - 1] == '\n') {
      end--;
    }
    if (end > offset && row[end - 1] == '\r') {
      end--;
    }
    cells = 0;
    int at = offset;
    while (true) {
      if (cells == from.length) {
        from = Arrays.copyOf(from, cells * 2);
        to = Arrays.copyOf(to, cells * 2);
        quotes = Arrays.copyOf(quotes, cells * 2);
      }
      int next = at < end && row[at] == '"' ? quoted(at, end) : plain(at, end);
      cells++;
      if (next == end) {
        return;
      }
      at = next + 1;
    }
  }

  private int plain(int begin, int end) {
    int i = find(delimiters, begin, end);
    from[cells] = begin;
    to[cells] = i;
    quotes[cells] = 0;
    return i;
  }

  private int quoted(int begin, int end) throws DecodeException {
    byte kind = 1;
    int i = begin + 1;
    while (true) {
      i = find(QUOTES, i, end);
      if (i == end) {
        throw error(cells, "expected a closing quote, found the end", end);
      }
      if (i + 1 == end || bytes[i + 1] != '"') {
        break;
      }
      kind = 2;
      i += 2;
    }
    from[cells] = begin + 1;
    to[cells] = i;
    quotes[cells] = kind;
    i++;
    if (i < end && bytes[i] != delimiter) {
      throw error(cells, "expected the delimiter behind the closing quote, found other text", i);
    }
    return i;
  }

  /** The first byte that is the one that eight times makes a word; {@code end} if there is none. */
  private int find(long eight, int begin, int end) {
    int i = begin;
    for (; i + 8 <= end; i += 8) {
      long other = (long) LONGS.get(bytes, i) ^ eight;
      // The high bit where a byte is zero, or, behind such a one, may seem so.
      long zeros = (other - ONES) & ~other & (ONES << 7);
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (i < end && bytes[i] != (byte) eight) {
      i++;
    }
    return i;
  }

  /** Whether the cell of a column is there and not empty. */
  public boolean isPresent(int column) {
    int cell = places[column];
    return cell >= 0 && cell < cells && (from[cell] < to[cell] || quotes[cell] != 0);
  }

  public String readString(int column) throws DecodeException {
    return text(present(column, "text"));
  }

  private String text(int cell) throws DecodeException {
    int length = to[cell] - from[cell];
    byte[] source = bytes;
    int begin = from[cell];
    if (quotes[cell] == 2) {
      source = new byte[length];
      begin = 0;
      int out = 0;
      for (int i = from[cell]; i < to[cell]; i++) {
        source[out++] = bytes[i];
        if (bytes[i] == '"') {
          i++;
        }
      }
      length = out;
    }
    String text = Utf8.text(source, begin, begin + length);
    if (text == null) {
      throw error(cell, "expected UTF-8, found other bytes", from[cell]);
    }
    return text;
  }

  /** {@code true} or {@code false}, in any case. */
  public boolean readBool(int column) throws DecodeException {
    int cell = trimmed(column, "a bool");
    if (matches(cell, DigitText.TRUE)) {
      return true;
    }
    if (matches(cell, DigitText.FALSE)) {
      return false;
    }
    throw unexpected(cell, "a bool");
  }

  private boolean matches(int cell, byte[] lowerCase) {
    if (to[cell] - from[cell] != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from[cell] + i] | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  public long readLong(int column) throws DecodeException {
    int cell = number(column, "an int");
    try {
      return NumberText.parseLong(bytes, from[cell], to[cell]);
    } catch (ArithmeticException e) {
      throw unexpected(cell, "an int of 64 bits");
    }
  }

  /** A number of JSON's grammar, or {@code NaN}, {@code Infinity}, {@code -Infinity}. */
  public double readDouble(int column) throws DecodeException {
    int cell = trimmed(column, "a number");
    int last = to[cell] - 1;
    if (last >= from[cell] && (bytes[last] == 'N' || bytes[last] == 'y')) {
      return switch (text(cell)) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> throw unexpected(cell, "a number");
      };
    }
    number(column, "a number");
    double value = NumberText.parseDouble(bytes, from[cell], to[cell]);
    if (Double.isInfinite(value)) {
      throw unexpected(cell, "a number within the range of doubles");
    }
    return value;
  }

  /** A decimal, rounded half up to its scale. */
  public BigDecimal readDecimal(int column, int precision, int scale) throws DecodeException {
    int cell = number(column, "a decimal");
    try {
      return NumberText.parseDecimal(bytes, from[cell], to[cell], precision, scale);
    } catch (ArithmeticException e) {
      throw unexpected(
          cell, "a decimal of " + precision + " digits, " + scale + " of them behind the point");
    }
  }

  /** Base64, with or without padding. */
  public byte[] readBytes(int column) throws DecodeException {
    int cell = trimmed(column, "bytes in base64");
    byte[] value = BytesText.parse(bytes, from[cell], to[cell]);
    if (value == null) {
      throw unexpected(cell, "bytes in base64");
    }
    return value;
  }

  /** RFC 3339 text, as epoch microseconds. */
  public long readTimestamp(int column) throws DecodeException {
    int cell = trimmed(column, TimestampText.EXPECTED);
    long micros = TimestampText.parse(bytes, from[cell], to[cell]);
    if (micros == TimestampText.INVALID) {
      throw unexpected(cell, TimestampText.EXPECTED);
    }
    return micros;
  }

  /** Milliseconds since the epoch, as epoch microseconds. */
  public long readEpochMillis(int column) throws DecodeException {
    return scaled(column, 3, "a number of milliseconds since 1970");
  }

  /** Seconds since the epoch, as epoch microseconds. */
  public long readEpochSeconds(int column) throws DecodeException {
    return scaled(column, 6, "a number of seconds since 1970");
  }

  private long scaled(int column, int digits, String expected) throws DecodeException {
    int cell = number(column, expected);
    try {
      return NumberText.parseScaled(bytes, from[cell], to[cell], digits);
    } catch (ArithmeticException e) {
      throw unexpected(cell, expected);
    }
  }

  /** Text as {@code PT1H30M} or {@code 5400s}, in microseconds. */
  public long readDuration(int column) throws DecodeException {
    int cell = trimmed(column, DurationText.EXPECTED);
    long micros = DurationText.parse(bytes, from[cell], to[cell]);
    if (micros == DurationText.INVALID) {
      throw unexpected(cell, DurationText.EXPECTED);
    }
    return micros;
  }

  private int number(int column, String expected) throws DecodeException {
    int cell = trimmed(column, expected);
    if (from[cell] == to[cell] || NumberText.end(bytes, from[cell], to[cell]) != to[cell]) {
      throw unexpected(cell, expected);
    }
    return cell;
  }

  private int trimmed(int column, String expected) throws DecodeException {
    int cell = present(column, expected);
    while (from[cell] < to[cell] && bytes[from[cell]] == ' ') {
      from[cell]++;
    }
    while (from[cell] < to[cell] && bytes[to[cell] - 1] == ' ') {
      to[cell]--;
    }
    return cell;
  }

  private int present(int column, String expected) throws DecodeException {
    if (!isPresent(column)) {
      throw new DecodeException(
          "field " + columns[column][0] + ": expected " + expected + ", found an empty cell");
    }
    return places[column];
  }

  private DecodeException unexpected(int cell, String expected) {
    int stop = Math.min(to[cell], from[cell] + 40);
    String found = new String(bytes, from[cell], stop - from[cell], StandardCharsets.UTF_8);
    return error(cell, "expected " + expected + ", found `" + found + "`", from[cell]);
  }

  private DecodeException error(int cell, String message, int at) {
    String name = "";
    for (int i = 0; i < places.length; i++) {
      if (places[i] == cell) {
        name = "field " + columns[i][0] + ": ";
      }
    }
    return new DecodeException(name + message + " at byte " + (at - start));
  }
}
