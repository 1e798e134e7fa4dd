package io.millrace.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What a source emits, through its serializers and their snapshots. */
class BadRecordSerializerTest {
  private static final BadRecord FULL =
      new BadRecord(new byte[] {1}, new byte[0], "topic", 3, 1L << 40, 5, "orders", "why: ü");
  private static final BadRecord SPARSE =
      new BadRecord(null, null, "", -1, 0, Long.MIN_VALUE, "n", "");

  @Test
  void badRecordsSurvive() throws IOException {
    TypeSerializer<BadRecord> serializer =
        BadRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());
    for (BadRecord bad : List.of(FULL, SPARSE)) {
      assertThat(through(serializer, bad)).usingRecursiveComparison().isEqualTo(bad);
    }
  }

  @Test
  void goodAndBadRecordsSurviveTogether() throws IOException {
    TypeSerializer<Decoded> serializer =
        new DecodedTypeInfo<>(SampleRecord.TYPE).createSerializer(new SerializerConfigImpl());
    SampleRecord good = new SampleRecord("a", 1);
    assertThat(through(serializer, good)).isEqualTo(good);
    assertThat(through(serializer, FULL)).usingRecursiveComparison().isEqualTo(FULL);
    assertThat(serializer.duplicate()).isEqualTo(serializer).hasSameHashCodeAs(serializer);
    assertThat(serializer.isImmutableType()).isTrue();
  }

  @Test
  void snapshotsRestoreTheSerializer() throws IOException {
    TypeSerializer<Decoded> serializer =
        new DecodedTypeInfo<>(SampleRecord.TYPE).createSerializer(new SerializerConfigImpl());
    TypeSerializerSnapshot<Decoded> restored = restored(serializer);
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(restored))
        .matches(result -> result.isCompatibleAsIs());
    TypeSerializerSnapshot<BadRecord> bad = restored(BadRecordSerializer.INSTANCE);
    assertThat(BadRecordSerializer.INSTANCE.snapshotConfiguration().resolveSchemaCompatibility(bad))
        .matches(result -> result.isCompatibleAsIs());
  }

  private static <T> T through(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    DataOutputSerializer copy = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
    return serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer()));
  }

  private static <T> TypeSerializerSnapshot<T> restored(TypeSerializer<T> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        BadRecordSerializerTest.class.getClassLoader());
  }
}
