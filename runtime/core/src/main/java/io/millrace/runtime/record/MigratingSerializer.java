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
  private final RecordSerializer<T> current;

  MigratingSerializer(RecordSchema old, RecordSerializer<T> current) {
    this.old = old;
    this.current = current;
  }

  RecordSerializer<T> current() {
    return current;
  }

  RecordSchema schema() {
    return old;
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    RecordSchema now = current.schema();
    DataOutputSerializer out = new DataOutputSerializer(64);
    RecordValues.write(now, RecordValues.convert(old, now, RecordValues.read(old, in)), out);
    return current.deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    RecordSchema now = current.schema();
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    current.serialize(value, bytes);
    DataInputDeserializer in =
        new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length());
    RecordValues.write(
        old, RecordValues.convert(now, old.asTargetOf(now), RecordValues.read(now, in)), out);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new RecordSerializerSnapshot<>(old, current);
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new MigratingSerializer<>(old, current.duplicate());
  }

  @Override
  public boolean isImmutableType() {
    return current.isImmutableType();
  }

  @Override
  public @Nullable T createInstance() {
    return current.createInstance();
  }

  @Override
  public T copy(T from) {
    return current.copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return current.copy(from, reuse);
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
  public boolean equals(@Nullable Object other) {
    return other instanceof MigratingSerializer<?> that
        && that.old.equals(old)
        && that.current.equals(current);
  }

  @Override
  public int hashCode() {
    return 31 * old.hashCode() + current.hashCode();
  }
}
