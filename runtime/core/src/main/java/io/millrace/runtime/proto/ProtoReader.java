package io.millrace.runtime.proto;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RawText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of the wire format piece by piece, as generated decoders ask for it. Every
 * length is checked against the bytes that are there before anything is made of it.
 */
public final class ProtoReader {
  /** As deep as Google's own parsers go. */
  private static final int MAX_DEPTH = 100;

  /** Writers send a message in one part; joining many would take the square of their bytes. */
  private static final int MAX_PARTS = 100;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int GROUP = 3;
  private static final int END_GROUP = 4;
  private static final int FIXED32 = 5;

  private static final long MICROS = 1_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private byte[] bytes = {};
  private int origin;
  private int start;
  private int at;
  private int end;
  private int parts = 1;

  /** A reader of nothing: all fields are absent. */
  public ProtoReader() {}

  /** Starts on a message. */
  public void reset(byte[] message, int offset, int length) {
    bytes = message;
    origin = offset;
    start = offset;
    at = offset;
    end = offset + length;
  }

  /** Whether there is another field, or another element of a packed list. */
  public boolean hasMore() {
    return at < end;
  }

  /** The number of the next field and its wire type. */
  public int readTag() throws DecodeException {
    long tag = varint();
    if (tag < 8 || tag > 0xffffffffL) {
      throw error("no field has the tag " + Long.toUnsignedString(tag));
    }
    return (int) tag;
  }

  /** Passes over a field that nobody wants. */
  public void skip(int tag) throws DecodeException {
    skip(tag, 0);
  }

  private void skip(int tag, int depth) throws DecodeException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case LENGTH -> advance(length());
      case GROUP -> skipGroup(tag, depth);
      case FIXED32 -> advance(4);
      default -> throw error("there is no wire type " + (tag & 7) + " here");
    }
  }

  private void skipGroup(int tag, int depth) throws DecodeException {
    if (depth == MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " groups within each other");
    }
    while (true) {
      int inner = readTag();
      if ((inner & 7) == END_GROUP) {
        if (inner >>> 3 != tag >>> 3) {
          throw error("the end of another group");
        }
        return;
      }
      skip(inner, depth + 1);
    }
  }

  private void advance(int count) throws DecodeException {
    if (count > end - at) {
      throw error(count + " bytes should follow, " + (end - at) + " are left");
    }
    at += count;
  }

  private int length() throws DecodeException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw error(
          Long.toUnsignedString(length) + " bytes should follow, " + (end - at) + " are left");
    }
    return (int) length;
  }

  /** A reader of the message, or of the packed list, that stands here. */
  public ProtoReader message() throws DecodeException {
    int length = length();
    ProtoReader inner = new ProtoReader();
    inner.reset(bytes, at, length);
    inner.origin = origin;
    at += length;
    return inner;
  }

  /**
   * A reader of the message that stands here, behind what came of the same field before: a message
   * in parts is what its parts are behind one another.
   *
   * @param earlier has read the earlier parts; null if there are none
   */
  public ProtoReader message(@Nullable ProtoReader earlier) throws DecodeException {
    ProtoReader inner = message();
    if (earlier != null) {
      inner.parts = earlier.parts + 1;
      if (inner.parts > MAX_PARTS) {
        throw error("a message in more than " + MAX_PARTS + " parts");
      }
      int before = earlier.end - earlier.start;
      int more = inner.end - inner.start;
      byte[] joined = new byte[before + more];
      System.arraycopy(earlier.bytes, earlier.start, joined, 0, before);
      System.arraycopy(inner.bytes, inner.start, joined, before, more);
      inner.reset(joined, 0, joined.length);
    }
    return inner;
  }

  // --- Scalars ---

  private long varint() throws DecodeException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw error("the message ends inside of a number");
      }
      byte part = bytes[at++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw error("a number of more than 10 bytes");
  }

  private long fixed(int count) throws DecodeException {
    if (count > end - at) {
      throw error("the message ends inside of a number");
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    at += count;
    return value;
  }

  public boolean readBool() throws DecodeException {
    return varint() != 0;
  }

  public long readInt32() throws DecodeException {
    return (int) varint();
  }

  public long readInt64() throws DecodeException {
    return varint();
  }

  public long readUint32() throws DecodeException {
    return varint() & 0xffffffffL;
  }

  /** A number of 64 bits without a sign; those above 2^63 - 1 are none of a row's. */
  public long readUint64() throws DecodeException {
    return positive(varint());
  }

  private long positive(long value) throws DecodeException {
    if (value < 0) {
      throw error(Long.toUnsignedString(value) + " does not fit into 64 bits with a sign");
    }
    return value;
  }

  public long readSint32() throws DecodeException {
    int value = (int) varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public long readSint64() throws DecodeException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public long readFixed32() throws DecodeException {
    return fixed(4);
  }

  /** Like {@link #readUint64}. */
  public long readFixed64() throws DecodeException {
    return positive(fixed(8));
  }

  public long readSfixed32() throws DecodeException {
    return (int) fixed(4);
  }

  public long readSfixed64() throws DecodeException {
    return fixed(8);
  }

  public double readFloat() throws DecodeException {
    return Float.intBitsToFloat((int) fixed(4));
  }

  public double readDouble() throws DecodeException {
    return Double.longBitsToDouble(fixed(8));
  }

  public byte[] readBytes() throws DecodeException {
    int length = length();
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  public String readString() throws DecodeException {
    int length = length();
    String value = RawText.readText(bytes, at, length);
    if (value == null) {
      throw error("expected UTF-8, found other bytes");
    }
    at += length;
    return value;
  }

  /** The name of an enum's value. */
  public String readEnum(ProtoEnum names) throws DecodeException {
    return names.name((int) varint());
  }

  // --- Well-known messages: each reads the whole of this reader ---

  /** Microseconds of a {@code google.protobuf.Timestamp}; finer digits are cut. */
  public long readTimestamp() throws DecodeException {
    long seconds = 0;
    int nanos = 0;
    while (hasMore()) {
      int tag = readTag();
      switch (tag) {
        case 8 -> seconds = varint();
        case 16 -> nanos = (int) varint();
        default -> skip(tag);
      }
    }
    if (nanos <= -NANOS_PER_SECOND || nanos >= NANOS_PER_SECOND) {
      throw error(nanos + " nanoseconds are no part of a second");
    }
    try {
      return Math.addExact(
          Math.multiplyExact(seconds, MICROS), Math.floorDiv(nanos, NANOS_PER_MICRO));
    } catch (ArithmeticException e) {
      throw error("the time lies out of range: " + seconds + " seconds");
    }
  }

  /** Microseconds of a {@code google.protobuf.Duration}; finer digits are cut. */
  public long readDuration() throws DecodeException {
    return readTimestamp();
  }

  // --- Errors ---

  private DecodeException error(String message) {
    return new DecodeException(message + ", at byte " + (at - origin));
  }
}
