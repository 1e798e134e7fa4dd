package io.millrace.runtime.proto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one message of the wire format piece by piece, as generated encoders ask for it. */
public final class ProtoWriter {
  private static final int MAX_KEPT = 1 << 20;
  private static final long MICROS = 1_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  private byte[] buffer = new byte[256];
  private int size;

  /** Starts on the next message. */
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

  /** The number and wire type of the field whose value follows. */
  public void tag(int tag) {
    varint(tag & 0xffffffffL);
  }

  // --- Messages and packed lists within the message ---

  /** Starts on what has its length in front; the result goes to {@link #end}. */
  public int begin() {
    reserve(1);
    return size++;
  }

  /** Puts the length in front of what was written since {@code begin}. */
  public void end(int begin) {
    int length = size - begin - 1;
    int more = varintSize(length) - 1;
    if (more > 0) {
      // One byte was kept free, as most parts are short.
      reserve(more);
      System.arraycopy(buffer, begin + 1, buffer, begin + 1 + more, length);
    }
    size = begin;
    varint(length);
    size += length;
  }

  private static int varintSize(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  // --- Scalars ---

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private void fixed(long bits, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      buffer[size++] = (byte) (bits >>> (8 * i));
    }
  }

  private static long within(long value, long least, long most, String type) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " does not fit into " + type);
    }
    return value;
  }

  private static long signed(long value, String type) {
    return within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type);
  }

  public void writeBool(boolean value) {
    varint(value ? 1 : 0);
  }

  public void writeInt32(long value) {
    varint(signed(value, "int32"));
  }

  public void writeInt64(long value) {
    varint(value);
  }

  public void writeUint32(long value) {
    varint(within(value, 0, 0xffffffffL, "uint32"));
  }

  public void writeUint64(long value) {
    varint(within(value, 0, Long.MAX_VALUE, "uint64"));
  }

  public void writeSint32(long value) {
    int number = (int) signed(value, "sint32");
    varint(((number << 1) ^ (number >> 31)) & 0xffffffffL);
  }

  public void writeSint64(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  public void writeFixed32(long value) {
    fixed(within(value, 0, 0xffffffffL, "fixed32"), 4);
  }

  public void writeFixed64(long value) {
    fixed(within(value, 0, Long.MAX_VALUE, "fixed64"), 8);
  }

  public void writeSfixed32(long value) {
    fixed(signed(value, "sfixed32"), 4);
  }

  public void writeSfixed64(long value) {
    fixed(value, 8);
  }

  public void writeFloat(double value) {
    fixed(Float.floatToRawIntBits((float) value), 4);
  }

  public void writeDouble(double value) {
    fixed(Double.doubleToRawLongBits(value), 8);
  }

  public void writeString(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public void writeBytes(byte[] value) {
    varint(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  /** The number of an enum's value. */
  public void writeEnum(int number) {
    varint(number);
  }

  /** A {@code google.protobuf.Timestamp} of microseconds, with its length. */
  public void writeTimestamp(long micros) {
    parts(Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * NANOS_PER_MICRO);
  }

  /** A {@code google.protobuf.Duration} of microseconds, with its length. */
  public void writeDuration(long micros) {
    parts(micros / MICROS, (int) (micros % MICROS) * NANOS_PER_MICRO);
  }

  private void parts(long seconds, int nanos) {
    int begin = begin();
    if (seconds != 0) {
      tag(8);
      varint(seconds);
    }
    if (nanos != 0) {
      tag(16);
      varint(nanos);
    }
    end(begin);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
