package io.millrace.runtime.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The type of {@link BadRecord}. */
public final class BadRecordTypeInfo extends WholeTypeInfo<BadRecord> {
  private static final long serialVersionUID = 1L;

  public static final BadRecordTypeInfo INSTANCE = new BadRecordTypeInfo();

  private BadRecordTypeInfo() {}

  @Override
  public Class<BadRecord> getTypeClass() {
    return BadRecord.class;
  }

  @Override
  public TypeSerializer<BadRecord> createSerializer(SerializerConfig config) {
    return BadRecordSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "BadRecord";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BadRecordTypeInfo;
  }

  @Override
  public int hashCode() {
    return BadRecordTypeInfo.class.getName().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof BadRecordTypeInfo;
  }
}
