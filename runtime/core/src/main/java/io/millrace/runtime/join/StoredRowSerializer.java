package io.millrace.runtime.join;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Timestamp, partners, row. Rows may change their fields as the row's serializer allows. */
final class StoredRowSerializer<T> extends TypeSerializer<StoredRow<T>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> rows;

  StoredRowSerializer(TypeSerializer<T> rows) {
    this.rows = rows;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<StoredRow<T>> duplicate() {
    return new StoredRowSerializer<>(rows.duplicate());
  }

  @Override
  public @Nullable StoredRow<T> createInstance() {
    return null;
  }

  @Override
  public StoredRow<T> copy(StoredRow<T> from) {
    return new StoredRow<>(rows.copy(from.row), from.timestamp, from.partners);
  }

  @Override
  public StoredRow<T> copy(StoredRow<T> from, StoredRow<T> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(StoredRow<T> value, DataOutputView out) throws IOException {
    out.writeLong(value.timestamp);
    out.writeInt(value.partners);
    rows.serialize(value.row, out);
  }

  @Override
  public StoredRow<T> deserialize(DataInputView in) throws IOException {
    long timestamp = in.readLong();
    int partners = in.readInt();
    return new StoredRow<>(rows.deserialize(in), timestamp, partners);
  }

  @Override
  public StoredRow<T> deserialize(StoredRow<T> reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    out.writeLong(in.readLong());
    out.writeInt(in.readInt());
    rows.copy(in, out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredRowSerializer<?> that && that.rows.equals(rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<StoredRow<T>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** What savepoints keep: the snapshot of the rows' serializer. */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<StoredRow<T>, StoredRowSerializer<T>> {
    /** For Flink, which reads the rest. */
    public Snapshot() {}

    Snapshot(StoredRowSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(StoredRowSerializer<T> outer) {
      return new TypeSerializer<?>[] {outer.rows};
    }

    @Override
    @SuppressWarnings("unchecked") // The only nested serializer is that of the rows.
    protected StoredRowSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new StoredRowSerializer<>((TypeSerializer<T>) nested[0]);
    }
  }
}
