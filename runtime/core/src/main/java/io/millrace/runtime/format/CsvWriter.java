package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;

/**
 * Writes one CSV row (RFC 4180, UTF-8) cell by cell. A cell is put in quotes where it must be: if
 * it holds the delimiter, a quote or a line break, begins or ends with a space, or is an empty
 * text, as an empty cell without quotes is an absent value.
 */
public final class CsvWriter extends ByteWriter {
  private final byte delimiter;
  private boolean first = true;

  CsvWriter(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  void start() {
    reset();
    first = true;
  }

  /** Begins the next cell; without a value behind it, the cell is absent. */
  public void cell() {
    if (!first) {
      raw((char) delimiter);
    }
    first = false;
  }

  public void writeString(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    boolean quoted = length == 0 || utf8[0] == ' ' || utf8[length - 1] == ' ';
    for (int i = 0; i < length && !quoted; i++) {
      byte next = utf8[i];
      quoted = next == delimiter || next == '"' || next == '\n' || next == '\r';
    }
    if (!quoted) {
      raw(utf8);
      return;
    }
    reserve(2 * length + 2);
    buffer[size++] = '"';
    for (byte next : utf8) {
      if (next == '"') {
        buffer[size++] = '"';
      }
      buffer[size++] = next;
    }
    buffer[size++] = '"';
  }

  /** Writes the shortest decimal; NaN and infinities as Java names them. */
  public void writeDouble(double value) {
    if (Double.isFinite(value)) {
      rawDouble(value);
    } else {
      raw(Double.toString(value).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Writes bytes as base64 with padding; no bytes as an empty cell in quotes. */
  public void writeBytes(byte[] value) {
    writeString(new String(BytesText.format(value), StandardCharsets.ISO_8859_1));
  }

  /** Writes epoch microseconds as RFC 3339 text. */
  public void writeTimestamp(long micros) {
    rawTimestamp(micros);
  }

  /** Writes microseconds as ISO 8601 text, as {@code PT1H30M}. */
  public void writeDuration(long micros) {
    raw(DurationText.format(micros));
  }
}
