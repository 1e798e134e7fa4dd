package io.millrace.runtime.format;

import java.nio.charset.StandardCharsets;

/**
 * Writes one JSON document piece by piece, as generated encoders ask for it.
 *
 * <p>Members of objects and elements of lists are written with a comma in front of each, the first
 * too: {@link #endObject} and {@link #endList} turn that one into the opening bracket. Doubles are
 * written as the shortest decimal that reads back as the same double; JSON has no NaN and no
 * infinity, they become {@code null}, as in JavaScript.
 */
public final class JsonWriter extends ByteWriter {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  /** {@code ,"name":} as bytes. */
  public static byte[] member(String name) {
    JsonWriter out = new JsonWriter();
    out.raw(',');
    out.writeString(name);
    out.raw(':');
    return out.toBytes();
  }

  /** Where an object or list begins, for the call that ends it. */
  public int begin() {
    return size;
  }

  /** Ends the object whose members were written since {@link #begin}. */
  public void endObject(int begin) {
    end(begin, '{', '}');
  }

  /** Ends the list whose elements were written since {@link #begin}. */
  public void endList(int begin) {
    end(begin, '[', ']');
  }

  private void end(int begin, char open, char close) {
    if (size == begin) {
      raw(open);
    } else {
      buffer[begin] = (byte) open;
    }
    raw(close);
  }

  /** Writes an entry's comma, name and colon. */
  public void writeName(String name) {
    raw(',');
    writeString(name);
    raw(':');
  }

  public void writeDouble(double value) {
    if (Double.isFinite(value)) {
      rawDouble(value);
    } else {
      raw(NULL);
    }
  }

  public void writeString(String value) {
    // For Latin-1 strings, the usual ones, a copy at the speed of memory.
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    reserve(length + 2);
    buffer[size++] = '"';
    int plain = escapable(utf8, 0, length);
    System.arraycopy(utf8, 0, buffer, size, plain);
    size += plain;
    if (plain < length) {
      escape(utf8, plain);
    }
    buffer[size++] = '"';
  }

  private static int escapable(byte[] utf8, int from, int length) {
    for (int i = from; i < length; i++) {
      byte next = utf8[i];
      if ((next >= 0 && next < ' ') || next == '"' || next == '\\') {
        return i;
      }
    }
    return length;
  }

  /** Writes the rest of a text, and leaves room for a quote. */
  private void escape(byte[] utf8, int from) {
    for (int i = from; i < utf8.length; i++) {
      reserve(7);
      byte next = utf8[i];
      if (next == '"' || next == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = next;
      } else if (next >= 0 && next < ' ') {
        buffer[size++] = '\\';
        byte letter =
            switch (next) {
              case '\b' -> 'b';
              case '\f' -> 'f';
              case '\n' -> 'n';
              case '\r' -> 'r';
              case '\t' -> 't';
              default -> 'u';
            };
        buffer[size++] = letter;
        if (letter == 'u') {
          buffer[size++] = '0';
          buffer[size++] = '0';
          buffer[size++] = HEX[next >> 4];
          buffer[size++] = HEX[next & 15];
        }
      } else {
        buffer[size++] = next;
      }
    }
    reserve(1);
  }

  /** Writes bytes as base64 with padding. */
  public void writeBytes(byte[] value) {
    raw('"');
    raw(BytesText.format(value));
    raw('"');
  }

  /** Writes epoch microseconds as RFC 3339 text. */
  public void writeTimestamp(long micros) {
    raw('"');
    rawTimestamp(micros);
    raw('"');
  }

  /** Writes microseconds as ISO 8601 text, as {@code PT1H30M}. */
  public void writeDuration(long micros) {
    raw('"');
    raw(DurationText.format(micros));
    raw('"');
  }
}
