package io.millrace.runtime.format;

import java.math.BigDecimal;
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

  /** A text as it is, as bytes. */
  public static byte[] constant(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
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

  /** Writes text straight from its characters: an intermediate array would be garbage a row. */
  public void writeString(String value) {
    int length = value.length();
    reserve(length + 2);
    byte[] out = buffer;
    int to = size;
    out[to++] = '"';
    int i = 0;
    for (; i < length; i++) {
      char next = value.charAt(i);
      if (next < ' ' || next > '~' || next == '"' || next == '\\') {
        break;
      }
      out[to++] = (byte) next;
    }
    size = to;
    if (i < length) {
      escape(value, i);
    }
    buffer[size++] = '"';
  }

  /** Writes the rest of a text, and leaves room for a quote. */
  private void escape(String value, int from) {
    int length = value.length();
    for (int i = from; i < length; i++) {
      reserve(7);
      char next = value.charAt(i);
      if (next == '"' || next == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = (byte) next;
      } else if (next < ' ') {
        escapeControl(next);
      } else if (next < 0x80) {
        buffer[size++] = (byte) next;
      } else if (next < 0x800) {
        buffer[size++] = (byte) (0xc0 | next >> 6);
        continuation(next);
      } else if (!Character.isSurrogate(next)) {
        buffer[size++] = (byte) (0xe0 | next >> 12);
        continuation(next >> 6);
        continuation(next);
      } else {
        int codePoint = value.codePointAt(i);
        if (Character.isSupplementaryCodePoint(codePoint)) {
          buffer[size++] = (byte) (0xf0 | codePoint >> 18);
          continuation(codePoint >> 12);
          continuation(codePoint >> 6);
          continuation(codePoint);
          i++;
        } else {
          buffer[size++] = '?'; // half a pair has no UTF-8; Java's encoder writes this, too
        }
      }
    }
    reserve(1);
  }

  private void continuation(int bits) {
    buffer[size++] = (byte) (0x80 | (bits & 0x3f));
  }

  private void escapeControl(char control) {
    buffer[size++] = '\\';
    byte letter =
        switch (control) {
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
      buffer[size++] = HEX[control >> 4];
      buffer[size++] = HEX[control & 15];
    }
  }

  /** Writes bytes as base64 with padding. */
  public void writeBytes(byte[] value) {
    raw('"');
    raw(BytesText.format(value));
    raw('"');
  }

  /** Writes the digits of a decimal as base64 of their number in two's complement. */
  public void writeUnscaled(BigDecimal value) {
    writeBytes(value.unscaledValue().toByteArray());
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
