package io.millrace.runtime.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The type of a generated record. Flink sees it as one piece: it never looks into fields by
 * reflection.
 *
 * @param <T> the generated record class
 */
public final class RecordTypeInfo<T> extends WholeTypeInfo<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> recordClass;
  private final RecordSerializer<T> serializer;

  public RecordTypeInfo(Class<T> recordClass, RecordSerializer<T> serializer) {
    this.recordClass = recordClass;
    this.serializer = serializer;
  }

  @Override
  public Class<T> getTypeClass() {
    return recordClass;
  }

  /** Only key records have a hash code that no release of Java may change. */
  @Override
  public boolean isKeyType() {
    return serializer.schema().kind() == RecordSchema.Kind.KEY;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.duplicate();
  }

  @Override
  public String toString() {
    return recordClass.getSimpleName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordTypeInfo<?> that && that.recordClass == recordClass;
  }

  @Override
  public int hashCode() {
    return recordClass.getName().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RecordTypeInfo<?>;
  }
}
