package io.millrace.runtime.change;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The time of a key's last row, {@link Long#MIN_VALUE} if it has none, and the row where it is
 * kept: a byte that says which of them follow, and those. Nobody changes such a pair.
 *
 * <p>Savepoints from when a pair was always of both, a tuple of Flink's, are read.
 */
final class LastVersionSerializer<T> extends TypeSerializer<Tuple2<Long, T>> {
  private static final long serialVersionUID = 1L;

  private static final int TIME = 1;
  private static final int ROW = 2;

  private final TypeSerializer<T> rows;

  LastVersionSerializer(TypeSerializer<T> rows) {
    this.rows = rows;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Tuple2<Long, T>> duplicate() {
    return new LastVersionSerializer<>(rows.duplicate());
  }

  @Override
  public @Nullable Tuple2<Long, T> createInstance() {
    return null;
  }

  @Override
  public Tuple2<Long, T> copy(Tuple2<Long, T> from) {
    return from;
  }

  @Override
  public Tuple2<Long, T> copy(Tuple2<Long, T> from, Tuple2<Long, T> reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Tuple2<Long, T> value, DataOutputView out) throws IOException {
    long time = value.f0;
    T row = value.f1;
    out.writeByte((time == Long.MIN_VALUE ? 0 : TIME) | (row == null ? 0 : ROW));
    if (time != Long.MIN_VALUE) {
      out.writeLong(time);
    }
    if (row != null) {
      rows.serialize(row, out);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Flink's tuples do not say that a part may be absent.
  public Tuple2<Long, T> deserialize(DataInputView in) throws IOException {
    int parts = in.readByte();
    long time = (parts & TIME) != 0 ? in.readLong() : Long.MIN_VALUE;
    return Tuple2.of(time, (parts & ROW) != 0 ? rows.deserialize(in) : null);
  }

  @Override
  public Tuple2<Long, T> deserialize(Tuple2<Long, T> reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LastVersionSerializer<?> that && that.rows.equals(rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Tuple2<Long, T>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** What savepoints keep: the snapshot of the rows' serializer. */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<Tuple2<Long, T>, LastVersionSerializer<T>> {
    /** For Flink, which reads the rest. */
    public Snapshot() {}

    Snapshot(LastVersionSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    @SuppressWarnings("unchecked") // The second part of the tuple was the row.
    public TypeSerializerSchemaCompatibility<Tuple2<Long, T>> resolveSchemaCompatibility(
        TypeSerializerSnapshot<Tuple2<Long, T>> old) {
      if (!(old instanceof TupleSerializerSnapshot<?> tuple)) {
        return super.resolveSchemaCompatibility(old);
      }
      TypeSerializerSnapshot<T> now = (TypeSerializerSnapshot<T>) getNestedSerializerSnapshots()[0];
      TypeSerializerSnapshot<T> before =
          (TypeSerializerSnapshot<T>) tuple.getNestedSerializerSnapshots()[1];
      return now.resolveSchemaCompatibility(before).isIncompatible()
          ? TypeSerializerSchemaCompatibility.incompatible()
          : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(LastVersionSerializer<T> outer) {
      return new TypeSerializer<?>[] {outer.rows};
    }

    @Override
    @SuppressWarnings("unchecked") // The only nested serializer is that of the rows.
    protected LastVersionSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new LastVersionSerializer<>((TypeSerializer<T>) nested[0]);
    }
  }
}
