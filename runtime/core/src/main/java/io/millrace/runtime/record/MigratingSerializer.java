package io.millrace.runtime.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the bytes of an old schema as objects of the current class. Flink restores with
 * it: heap backends all state at once, RocksDB value by value when the state is registered. State
 * that the job never registers is written back by it, so it writes the old layout too.
 *
 * @param <T> the generated record class as it is now
 */
final class MigratingSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final RecordSchema old;
  private final CurrentRecord<T> record;
  private transient @Nullable RecordSerializer<T> current;

  MigratingSerializer(RecordSchema old, CurrentRecord<T> record) {
    this.old = old;
    this.record = record;
  }

  private RecordSerializer<T> current() {
    RecordSerializer<T> known = current;
    if (known == null) {
      known = record.serializer();
      current = known;
    }
    return known;
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    RecordSerializer<T> serializer = current();
    RecordSchema now = serializer.schema();
    DataOutputSerializer out = new DataOutputSerializer(64);
    RecordValues.write(now, RecordConversion.forward(old, now, RecordValues.read(old, in)), out);
    return serializer.deserialize(
        new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    RecordSerializer<T> serializer = current();
    RecordSchema now = serializer.schema();
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    serializer.serialize(value, bytes);
    DataInputDeserializer in =
        new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length());
    RecordValues.write(old, RecordConversion.back(now, old, RecordValues.read(now, in)), out);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new RecordSerializerSnapshot<>(old, record);
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new MigratingSerializer<>(old, record);
  }

  @Override
  public boolean isImmutableType() {
    return old.kind() != RecordSchema.Kind.ACCUMULATOR;
  }

  @Override
  public @Nullable T createInstance() {
    return current().createInstance();
  }

  @Override
  public T copy(T from) {
    return current().copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return current().copy(from, reuse);
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
    RecordValues.write(old, RecordValues.read(old, in), out);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MigratingSerializer<?> that
        && that.old.equals(old)
        && that.record == record;
  }

  @Override
  public int hashCode() {
    return old.hashCode();
  }
}
