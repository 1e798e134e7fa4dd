package io.millrace.runtime.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes {@link BadRecord}. */
public final class BadRecordSerializer extends TypeSerializerSingleton<BadRecord> {
  private static final long serialVersionUID = 1L;

  public static final BadRecordSerializer INSTANCE = new BadRecordSerializer();

  private static final int NO_KEY = 1;
  private static final int NO_VALUE = 2;

  private BadRecordSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public @Nullable BadRecord createInstance() {
    return null;
  }

  @Override
  public BadRecord copy(BadRecord from) {
    return from;
  }

  @Override
  public BadRecord copy(BadRecord from, BadRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(BadRecord bad, DataOutputView out) throws IOException {
    byte[] key = bad.key();
    byte[] value = bad.value();
    out.writeByte((key == null ? NO_KEY : 0) | (value == null ? NO_VALUE : 0));
    if (key != null) {
      RecordSerializer.writeBytes(key, out);
    }
    if (value != null) {
      RecordSerializer.writeBytes(value, out);
    }
    RecordSerializer.writeString(bad.origin(), out);
    out.writeInt(bad.partition());
    out.writeLong(bad.position());
    out.writeLong(bad.timestamp());
    RecordSerializer.writeString(bad.node(), out);
    RecordSerializer.writeString(bad.cause(), out);
  }

  @Override
  public BadRecord deserialize(DataInputView in) throws IOException {
    int flags = in.readByte();
    return new BadRecord(
        (flags & NO_KEY) != 0 ? null : RecordSerializer.readBytes(in),
        (flags & NO_VALUE) != 0 ? null : RecordSerializer.readBytes(in),
        RecordSerializer.readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        RecordSerializer.readText(in),
        RecordSerializer.readText(in));
  }

  @Override
  public BadRecord deserialize(BadRecord reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<BadRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Version 1 of the layout. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BadRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
