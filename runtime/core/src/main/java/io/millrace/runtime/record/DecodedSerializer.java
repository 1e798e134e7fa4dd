package io.millrace.runtime.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a source emits: one byte that says which, then the record or the {@link BadRecord}.
 *
 * @param <T> the source's record
 */
public final class DecodedSerializer<T extends Decoded> extends TypeSerializer<Decoded> {
  private static final long serialVersionUID = 1L;

  private static final int RECORD = 0;
  private static final int BAD = 1;

  private final TypeSerializer<T> record;

  public DecodedSerializer(TypeSerializer<T> record) {
    this.record = record;
  }

  /** Writes the records that are not bad. */
  public TypeSerializer<T> record() {
    return record;
  }

  @Override
  public void serialize(Decoded value, DataOutputView out) throws IOException {
    if (value instanceof BadRecord bad) {
      out.writeByte(BAD);
      BadRecordSerializer.INSTANCE.serialize(bad, out);
    } else {
      out.writeByte(RECORD);
      @SuppressWarnings("unchecked") // A source emits its own record type or a bad record.
      T row = (T) value;
      record.serialize(row, out);
    }
  }

  @Override
  public Decoded deserialize(DataInputView in) throws IOException {
    return in.readByte() == BAD
        ? BadRecordSerializer.INSTANCE.deserialize(in)
        : record.deserialize(in);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Decoded> duplicate() {
    return new DecodedSerializer<>(record.duplicate());
  }

  @Override
  public @Nullable Decoded createInstance() {
    return null;
  }

  @Override
  public Decoded copy(Decoded from) {
    return from;
  }

  @Override
  public Decoded copy(Decoded from, Decoded reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public Decoded deserialize(Decoded reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecodedSerializer<?> that && that.record.equals(record);
  }

  @Override
  public int hashCode() {
    return 31 * record.hashCode() + 1;
  }

  @Override
  public TypeSerializerSnapshot<Decoded> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /**
   * Version 1 of the layout; the record evolves by its own snapshot.
   *
   * @param <T> the source's record
   */
  public static final class Snapshot<T extends Decoded>
      extends CompositeTypeSerializerSnapshot<Decoded, DecodedSerializer<T>> {
    /** For Flink, which reads the snapshot next. */
    public Snapshot() {}

    Snapshot(DecodedSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(DecodedSerializer<T> outer) {
      return new TypeSerializer<?>[] {outer.record};
    }

    @Override
    protected DecodedSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      @SuppressWarnings("unchecked") // The one nested serializer is the record's.
      TypeSerializer<T> record = (TypeSerializer<T>) nested[0];
      return new DecodedSerializer<>(record);
    }
  }
}
