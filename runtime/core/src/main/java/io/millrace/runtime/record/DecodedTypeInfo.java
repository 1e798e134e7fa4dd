package io.millrace.runtime.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The type of what a source emits: records of one type, and {@link BadRecord}s.
 *
 * @param <T> the source's record
 */
public final class DecodedTypeInfo<T extends Decoded> extends WholeTypeInfo<Decoded> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> record;

  public DecodedTypeInfo(TypeInformation<T> record) {
    this.record = record;
  }

  @Override
  public Class<Decoded> getTypeClass() {
    return Decoded.class;
  }

  @Override
  public TypeSerializer<Decoded> createSerializer(SerializerConfig config) {
    return new DecodedSerializer<>(record.createSerializer(config));
  }

  @Override
  public String toString() {
    return "Decoded<" + record + ">";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecodedTypeInfo<?> that && that.record.equals(record);
  }

  @Override
  public int hashCode() {
    return 31 * record.hashCode() + 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof DecodedTypeInfo<?>;
  }
}
