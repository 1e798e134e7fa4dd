package io.millrace.runtime.record;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated serializers. A record is written as its flags, then its fields in the
 * schema's order. The flags are one bit for "is there" of each nullable field and one bit for the
 * value of each bool, in field order, lowest bit first, in as few bytes as hold them. Ints,
 * timestamps and durations take 8 bytes, doubles 8, decimals of up to 18 digits 8, other decimals,
 * strings and bytes a variable-length count and their (UTF-8) bytes, collections a variable-length
 * count and their elements.
 *
 * <p>Immutable records are never copied; generated serializers of accumulators override {@link
 * #isImmutableType}, {@link #createInstance} and {@link #copy(Object)}.
 *
 * @param <T> the generated record class
 */
public abstract class RecordSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  /** Longer texts get an array of their own, so that one giant does not stay in every task. */
  private static final int MAX_SCRATCH = 1 << 16;

  private transient byte @Nullable [] scratch;

  /** What the class stores. */
  public abstract RecordSchema schema();

  /** A new serializer: instances keep a scratch buffer and are not shared between threads. */
  @Override
  public abstract RecordSerializer<T> duplicate();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public @Nullable T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new RecordSerializerSnapshot<>(this);
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // The generated class is all that a serializer is.
  public boolean equals(@Nullable Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public int hashCode() {
    return getClass().getName().hashCode();
  }

  protected static void writeCount(int count, DataOutputView out) throws IOException {
    int rest = count;
    while (rest > 0x7f) {
      out.writeByte(rest | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  protected static int readCount(DataInputView in) throws IOException {
    int next = in.readByte();
    int count = next & 0x7f;
    for (int shift = 7; next < 0; shift += 7) {
      next = in.readByte();
      count |= (next & 0x7f) << shift;
      if (shift > 28) {
        throw new IOException("the bytes are no record: a count has more than 5 bytes");
      }
    }
    if (count < 0) {
      throw new IOException("the bytes are no record: a count is negative");
    }
    return count;
  }

  protected static void writeString(String value, DataOutputView out) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    writeCount(bytes.length, out);
    out.write(bytes, 0, bytes.length);
  }

  protected final String readString(DataInputView in) throws IOException {
    int length = readCount(in);
    byte[] bytes = scratch;
    if (bytes == null || bytes.length < length) {
      if (length > MAX_SCRATCH) {
        return new String(readExactly(length, in), StandardCharsets.UTF_8);
      }
      bytes = new byte[Math.max(128, Integer.highestOneBit(Math.max(1, length)) << 1)];
      scratch = bytes;
    }
    in.readFully(bytes, 0, length);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  static String readText(DataInputView in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  protected static void writeBytes(byte[] value, DataOutputView out) throws IOException {
    writeCount(value.length, out);
    out.write(value, 0, value.length);
  }

  protected static byte[] readBytes(DataInputView in) throws IOException {
    return readExactly(readCount(in), in);
  }

  /** Writes the unscaled value of a decimal of up to 18 digits. */
  protected static void writeCompactDecimal(BigDecimal value, DataOutputView out)
      throws IOException {
    out.writeLong(value.unscaledValue().longValue());
  }

  protected static BigDecimal readCompactDecimal(int scale, DataInputView in) throws IOException {
    return BigDecimal.valueOf(in.readLong(), scale);
  }

  /** Writes the unscaled value of a decimal of any number of digits, in two's complement. */
  protected static void writeDecimal(BigDecimal value, DataOutputView out) throws IOException {
    writeBytes(value.unscaledValue().toByteArray(), out);
  }

  protected static BigDecimal readDecimal(int scale, DataInputView in) throws IOException {
    return new BigDecimal(new BigInteger(readBytes(in)), scale);
  }

  private static byte[] readExactly(int length, DataInputView in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes, 0, length);
    return bytes;
  }
}
