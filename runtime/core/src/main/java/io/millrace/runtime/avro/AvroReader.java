package io.millrace.runtime.avro;

import io.millrace.runtime.expr.DecimalOps;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.expr.TimeOps;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RawText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads one datum of Avro's binary encoding piece by piece, as generated decoders ask for it. Each
 * call is given the type with which the piece was written; what the specification's schema
 * resolution allows (int as long, long as double, bytes as text, a branch of a union) is converted,
 * anything else is an error.
 */
public final class AvroReader {
  private static final int MAX_DEPTH = 256;

  private byte[] bytes = {};
  private int start;
  private int at;
  private int end;
  private int depth;
  private AvroSchema chosen = new AvroSchema(AvroSchema.Kind.NULL, "null");

  /** Starts on a datum. */
  public void reset(byte[] datum, int offset, int length) {
    bytes = datum;
    start = offset;
    at = offset;
    end = offset + length;
    depth = 0;
  }

  /** Where the next datum starts. */
  int position() {
    return at;
  }

  /** Goes back to a datum. */
  void seek(int position) {
    at = position;
    depth = 0;
  }

  /** Checks that nothing is left. */
  public void expectEnd() throws DecodeException {
    if (at != end) {
      throw error((end - at) + " bytes stand behind the datum");
    }
  }

  // --- Structure ---

  /** Whether a value of a type is there, and not null; {@link #chosen} is then its type. */
  public boolean isPresent(AvroSchema type) throws DecodeException {
    chosen = branch(type);
    return chosen.kind != AvroSchema.Kind.NULL;
  }

  /** The type that {@link #isPresent} found. */
  public AvroSchema chosen() {
    return chosen;
  }

  /** The type of a value: of a union, the branch that was written. */
  private AvroSchema branch(AvroSchema type) throws DecodeException {
    AvroSchema found = type;
    while (found.kind == AvroSchema.Kind.UNION) {
      long index = varint();
      if (index < 0 || index >= found.parts.size()) {
        throw error("a union of " + found.parts.size() + " types has no type " + index);
      }
      found = found.parts.get((int) index);
    }
    return found;
  }

  /** Enters a record. */
  public AvroSchema beginRecord(AvroSchema type) throws DecodeException {
    AvroSchema record = branch(type);
    if (record.kind != AvroSchema.Kind.RECORD) {
      throw unexpected("a record", record);
    }
    enter();
    return record;
  }

  /** What to throw where the writer's schema lacks fields that are required. */
  public DecodeException missing(AvroNames names, int firstIndex, long missing) {
    return new DecodeException(
        "field " + names.missing(firstIndex, missing) + ": missing in the writer's schema");
  }

  /** Leaves a record. */
  public void endRecord() {
    depth--;
  }

  private void enter() throws DecodeException {
    if (++depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " records within each other");
    }
  }

  /** Enters a list and gives the type of its elements. */
  public AvroSchema beginList(AvroSchema type) throws DecodeException {
    return collection(type, AvroSchema.Kind.ARRAY, "a list");
  }

  /** Enters a map and gives the type of its values. */
  public AvroSchema beginMap(AvroSchema type) throws DecodeException {
    return collection(type, AvroSchema.Kind.MAP, "a map");
  }

  private AvroSchema collection(AvroSchema type, AvroSchema.Kind kind, String expected)
      throws DecodeException {
    AvroSchema found = branch(type);
    if (found.kind != kind) {
      throw unexpected(expected, found);
    }
    return found.element();
  }

  /** How many elements the next block has; 0 behind the last one. */
  public long nextBlock() throws DecodeException {
    long count = varint();
    if (count < 0) {
      varint(); // The size of the block in bytes, for readers that skip.
      count = -count;
    }
    if (count < 0 || count > end - at) {
      throw error("a block of " + count + " elements is longer than the datum");
    }
    return count;
  }

  /** The key of a map's entry. */
  public String readKey() throws DecodeException {
    return text(length());
  }

  // --- Values ---

  public boolean readBool(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    if (found.kind != AvroSchema.Kind.BOOLEAN) {
      throw unexpected("a bool", found);
    }
    byte value = bytes[take(1)];
    if (value != 0 && value != 1) {
      at--;
      throw error("a bool is 0 or 1, not " + value);
    }
    return value == 1;
  }

  public long readLong(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    return switch (found.kind) {
      case LONG -> varint();
      case INT -> varint32();
      default -> throw unexpected("an int", found);
    };
  }

  public double readDouble(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    return switch (found.kind) {
      case DOUBLE -> Double.longBitsToDouble(fixed64());
      case FLOAT -> Float.intBitsToFloat(fixed32());
      case LONG -> (double) varint();
      case INT -> (double) varint32();
      default -> throw unexpected("a double", found);
    };
  }

  public String readString(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    return switch (found.kind) {
      case STRING, BYTES -> text(length());
      case ENUM -> symbol(found);
      default -> throw unexpected("a string", found);
    };
  }

  private String symbol(AvroSchema type) throws DecodeException {
    long index = varint32();
    if (index < 0 || index >= type.symbols.size()) {
      throw error("enum " + type.name + " has no symbol " + index);
    }
    return type.symbols.get((int) index);
  }

  public byte[] readBytes(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    int length =
        switch (found.kind) {
          case BYTES, STRING -> length();
          case FIXED -> found.size;
          default -> throw unexpected("bytes", found);
        };
    int from = take(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Epoch microseconds of a logical type of time, of a date, or of RFC 3339 text. */
  public long readTimestamp(AvroSchema type) throws DecodeException {
    return time(type, 1_000_000L, true);
  }

  /** The same; a number without a logical type counts milliseconds. */
  public long readEpochMillis(AvroSchema type) throws DecodeException {
    return time(type, 1_000L, false);
  }

  /** The same; a number without a logical type counts seconds. */
  public long readEpochSeconds(AvroSchema type) throws DecodeException {
    return time(type, 1_000_000L, false);
  }

  private long time(AvroSchema type, long plainFactor, boolean strict) throws DecodeException {
    AvroSchema found = branch(type);
    try {
      return switch (found.kind) {
        case LONG ->
            switch (found.unit) {
              case MILLIS -> Math.multiplyExact(varint(), 1_000L);
              case MICROS -> varint();
              case NANOS -> Math.floorDiv(varint(), 1_000L);
              case NONE, DAYS -> {
                if (strict) {
                  throw unexpected("a timestamp", found);
                }
                yield Math.multiplyExact(varint(), plainFactor);
              }
            };
        case INT -> {
          boolean days = found.unit == AvroSchema.Unit.DAYS;
          if (!days && strict) {
            throw unexpected("a timestamp", found);
          }
          yield Math.multiplyExact(varint32(), days ? 86_400_000_000L : plainFactor);
        }
        case STRING -> TimeOps.parse(text(length()));
        default -> throw unexpected("a timestamp", found);
      };
    } catch (ArithmeticException | ExpressionException e) {
      throw error("no timestamp: " + e.getMessage());
    }
  }

  /** Microseconds of a time of day, or of a number that counts them. */
  public long readDuration(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    if (found.kind == AvroSchema.Kind.LONG) {
      return varint();
    }
    if (found.kind == AvroSchema.Kind.INT && found.logicalType.equals("time-millis")) {
      return varint32() * 1_000L;
    }
    throw unexpected("a duration", found);
  }

  /** A decimal, rounded half up to its scale. */
  public BigDecimal readDecimal(AvroSchema type, int precision, int scale) throws DecodeException {
    AvroSchema found = branch(type);
    int before = at;
    try {
      return switch (found.kind) {
        case BYTES, FIXED -> {
          if (!found.logicalType.equals("decimal")) {
            throw unexpected("a decimal", found);
          }
          int length = found.kind == AvroSchema.Kind.FIXED ? found.size : length();
          int from = take(length);
          BigInteger unscaled = length == 0 ? BigInteger.ZERO : new BigInteger(bytes, from, length);
          yield DecimalOps.fit(new BigDecimal(unscaled, found.scale), precision, scale);
        }
        case LONG -> DecimalOps.fit(varint(), precision, scale);
        case INT -> DecimalOps.fit((long) varint32(), precision, scale);
        case STRING -> DecimalOps.fit(text(length()), precision, scale);
        default -> throw unexpected("a decimal", found);
      };
    } catch (ExpressionException e) {
      at = before;
      throw error(e.getMessage());
    }
  }

  /** Passes over a value. */
  public void skip(AvroSchema type) throws DecodeException {
    AvroSchema found = branch(type);
    switch (found.kind) {
      case NULL -> {}
      case BOOLEAN -> take(1);
      case INT, LONG, ENUM -> varint();
      case FLOAT -> take(4);
      case DOUBLE -> take(8);
      case BYTES, STRING -> take(length());
      case FIXED -> take(found.size);
      case ARRAY, MAP -> skipBlocks(found);
      case RECORD -> {
        enter();
        for (AvroSchema field : found.parts) {
          skip(field);
        }
        endRecord();
      }
      case UNION -> throw new IllegalStateException("a branch is no union");
    }
  }

  private void skipBlocks(AvroSchema type) throws DecodeException {
    while (true) {
      long count = varint();
      if (count == 0) {
        return;
      }
      if (count < 0) {
        long size = varint();
        if (size < 0 || size > end - at) {
          throw error("a block of " + size + " bytes is longer than the datum");
        }
        at += (int) size;
        continue;
      }
      if (count > end - at) {
        throw error("a block of " + count + " elements is longer than the datum");
      }
      for (long i = 0; i < count; i++) {
        if (type.kind == AvroSchema.Kind.MAP) {
          take(length());
        }
        skip(type.element());
      }
    }
  }

  // --- Bytes ---

  private long varint() throws DecodeException {
    int from = at;
    if (from < end && bytes[from] >= 0) {
      // Lengths, indexes and small numbers have one byte.
      at = from + 1;
      int value = bytes[from];
      return (value >>> 1) ^ -(value & 1);
    }
    return longerVarint();
  }

  private long longerVarint() throws DecodeException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = bytes[take(1)];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw error("a number has more than 10 bytes");
  }

  private int varint32() throws DecodeException {
    long value = varint();
    if (value != (int) value) {
      throw error("an int of 32 bits is " + value);
    }
    return (int) value;
  }

  private int length() throws DecodeException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw error("a value of " + length + " bytes is longer than the datum");
    }
    return (int) length;
  }

  private String text(int length) throws DecodeException {
    int from = take(length);
    String value = RawText.readText(bytes, from, length);
    if (value == null) {
      at = from;
      throw error("expected UTF-8, found other bytes");
    }
    return value;
  }

  private int fixed32() throws DecodeException {
    int from = take(4);
    return (bytes[from] & 0xff)
        | ((bytes[from + 1] & 0xff) << 8)
        | ((bytes[from + 2] & 0xff) << 16)
        | (bytes[from + 3] << 24);
  }

  private long fixed64() throws DecodeException {
    long low = fixed32() & 0xffff_ffffL;
    return low | ((long) fixed32() << 32);
  }

  /** Passes over bytes that must be there: the index of the first. */
  private int take(int count) throws DecodeException {
    int from = at;
    if (count > end - from) {
      throw error("the datum ends early");
    }
    at = from + count;
    return from;
  }

  private DecodeException unexpected(String expected, AvroSchema found) {
    return error("expected " + expected + ", the writer's schema has " + found.display());
  }

  /** What to throw from a field: its name goes in front. */
  private DecodeException error(String message) {
    return new DecodeException(message + " at byte " + (at - start));
  }
}
