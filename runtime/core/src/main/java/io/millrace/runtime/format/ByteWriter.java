package io.millrace.runtime.format;

import java.math.BigDecimal;
import java.util.Arrays;

/** Bytes that grow: what all encoders write into. */
abstract class ByteWriter {
  /** A buffer that one giant row has grown is given back behind this size. */
  private static final int MAX_KEPT = 1 << 20;

  byte[] buffer = new byte[256];
  int size;
  private final DoubleText doubles = new DoubleText();

  /** Starts on the next row. */
  public final void reset() {
    size = 0;
    if (buffer.length > MAX_KEPT) {
      buffer = new byte[256];
    }
  }

  /** What was written, in an array of its own. */
  public final byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes bytes as they are: constant parts that are encoded once. */
  public final void raw(byte[] constant) {
    int length = constant.length;
    reserve(length);
    System.arraycopy(constant, 0, buffer, size, length);
    size += length;
  }

  public final void raw(char ascii) {
    reserve(1);
    buffer[size++] = (byte) ascii;
  }

  /** Writes digits, or {@code -} and digits. */
  public final void writeLong(long value) {
    reserve(20);
    size = DigitText.format(value, buffer, size);
  }

  public final void writeBool(boolean value) {
    raw(value ? DigitText.TRUE : DigitText.FALSE);
  }

  /** Writes a decimal with all digits of its scale and without an exponent. */
  public final void writeDecimal(BigDecimal value) {
    String text = value.toPlainString();
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  /** Writes whole milliseconds since the epoch of a time in microseconds. */
  public final void writeEpochMillis(long micros) {
    writeLong(Math.floorDiv(micros, 1000L));
  }

  /** Writes seconds since the epoch of a time in microseconds, with a fraction if it has one. */
  public final void writeEpochSeconds(long micros) {
    reserve(32);
    size = DigitText.formatMicros(micros, buffer, size);
  }

  final void rawDouble(double value) {
    reserve(DoubleText.MAX_LENGTH);
    size = doubles.format(value, buffer, size);
  }

  final void rawTimestamp(long micros) {
    reserve(TimestampText.MAX_LENGTH);
    size = TimestampText.format(micros, buffer, size);
  }

  final void reserve(int more) {
    if (buffer.length - size < more) {
      // May overflow beyond 2 GiB; the allocation then says so.
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
