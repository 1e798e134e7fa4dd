package io.millrace.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into rows. After each {@link #next} that is true, one row is to be found in {@link
 * #bytes()} from {@link #start()} on, until the next call.
 */
final class RowSplitter implements Closeable {
  /** A row that is longer is taken for a file of another kind. */
  static final int MAX_ROW_BYTES = 64 << 20;

  private final InputStream in;
  private final boolean csv;
  private final byte delimiter;

  private byte[] buffer = new byte[64 << 10];

  /** Where the current row starts, and where the next one does. */
  private int start;

  private int nextStart;
  private int limit;
  private boolean ended;
  private int length;

  /** Offset in the stream of {@code buffer[0]}. */
  private long base;

  private long line;
  private long nextLine = 1;

  RowSplitter(InputStream in, RowLayout layout) throws IOException {
    this.in = in;
    this.csv = layout.csv();
    this.delimiter = (byte) layout.delimiter();
    while (limit < 3 && fill()) {}
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      nextStart = 3;
    }
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  /** The number of the row's first line, from 1. */
  long line() {
    return line;
  }

  /** Offset in the stream of what follows the row. */
  long position() {
    return base + nextStart;
  }

  /** Passes over the rows that end at or before an offset. */
  void skipTo(long position) throws IOException {
    while (position() < position && nextLine()) {}
  }

  /** Moves to the next row that is not empty, or is false at the end. */
  boolean next() throws IOException {
    while (nextLine()) {
      if (length > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean nextLine() throws IOException {
    start = nextStart;
    line = nextLine;
    int end = findEnd();
    if (end < 0) {
      end = limit;
      nextStart = limit;
      if (start == limit) {
        length = 0;
        return false;
      }
    } else {
      nextStart = end + 1;
    }
    nextLine++;
    length = end - start;
    if (length > 0 && buffer[end - 1] == '\r') {
      length--;
    }
    return true;
  }

  /** The place of the line break that ends the row, or -1 if the stream does. */
  private int findEnd() throws IOException {
    InField state = InField.START;
    int scanned = 0;
    while (true) {
      for (; start + scanned < limit; scanned++) {
        byte b = buffer[start + scanned];
        if (csv) {
          state = state.after(b, delimiter);
        }
        if (b == '\n') {
          if (state != InField.QUOTED) {
            return start + scanned;
          }
          nextLine++;
        }
      }
      if (!fill()) {
        return -1;
      }
    }
  }

  /** Where in a field of CSV the last byte was; only a quote that starts a field quotes it. */
  private enum InField {
    START,
    PLAIN,
    QUOTED,
    QUOTE_CLOSED;

    InField after(byte b, byte delimiter) {
      if (this == QUOTED) {
        return b == '"' ? QUOTE_CLOSED : QUOTED;
      }
      if (b == '"' && this != PLAIN) {
        // At the start it opens; right behind a closing quote, both stand for one quote inside.
        return QUOTED;
      }
      return b == delimiter ? START : PLAIN;
    }
  }

  /** Reads more, keeping the current row, and is false at the end of the stream. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (limit == buffer.length) {
      int rowBytes = limit - start;
      if (rowBytes > MAX_ROW_BYTES) {
        throw new IOException("the row that starts in line " + line + " is over 64 MiB");
      }
      byte[] target = rowBytes > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
      System.arraycopy(buffer, start, target, 0, rowBytes);
      buffer = target;
      base += start;
      limit = rowBytes;
      start = 0;
      nextStart = 0;
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    ended = read < 0;
    limit += Math.max(read, 0);
    return !ended;
  }

  /** The current row in an array of its own. */
  byte[] copy() {
    return Arrays.copyOfRange(buffer, start, start + length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
