package io.millrace.runtime.avro;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one datum of Avro's binary encoding piece by piece, as generated encoders ask for it. */
public final class AvroWriter {
  private static final int MAX_KEPT = 1 << 20;

  private byte[] buffer = new byte[256];
  private int size;

  /** Starts on the next datum. */
  public void reset() {
    size = 0;
    if (buffer.length > MAX_KEPT) {
      buffer = new byte[256];
    }
  }

  /** What was written, in an array of its own. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes one byte as it is. */
  public void raw(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
  }

  /** Writes bytes as they are. */
  void raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  /** How many bytes were written. */
  int size() {
    return size;
  }

  /** Writes 4 bytes, the highest first: an id in front of a datum. */
  void bigEndian(int value) {
    raw(value >>> 24);
    raw(value >>> 16);
    raw(value >>> 8);
    raw(value);
  }

  public void writeBool(boolean value) {
    raw(value ? 1 : 0);
  }

  /** An int or long, the count of a block, the index of a branch: all are the same bytes. */
  public void writeLong(long value) {
    reserve(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  public void writeDouble(double value) {
    fixed(Double.doubleToRawLongBits(value), 8);
  }

  public void writeFloat(double value) {
    fixed(Float.floatToRawIntBits((float) value), 4);
  }

  private void fixed(long bits, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      buffer[size++] = (byte) (bits >>> (8 * i));
    }
  }

  public void writeString(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public void writeBytes(byte[] value) {
    writeLong(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  /** The unscaled value in two's complement. */
  public void writeDecimal(BigDecimal value) {
    writeBytes(value.unscaledValue().toByteArray());
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
