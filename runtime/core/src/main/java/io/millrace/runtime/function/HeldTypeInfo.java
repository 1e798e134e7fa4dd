package io.millrace.runtime.function;

import io.millrace.runtime.record.WholeTypeInfo;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The type of held accumulators of one type.
 *
 * @param <ACC> the accumulator
 */
public final class HeldTypeInfo<ACC> extends WholeTypeInfo<Held<ACC>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<ACC> value;

  /** For accumulators of a type. */
  public HeldTypeInfo(TypeInformation<ACC> value) {
    this.value = value;
  }

  @Override
  @SuppressWarnings("unchecked") // a class token has no type arguments
  public Class<Held<ACC>> getTypeClass() {
    return (Class<Held<ACC>>) (Class<?>) Held.class;
  }

  @Override
  public TypeSerializer<Held<ACC>> createSerializer(SerializerConfig config) {
    return new HeldSerializer<>(value.createSerializer(config));
  }

  @Override
  public String toString() {
    return "Held<" + value + ">";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeldTypeInfo<?> that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(HeldTypeInfo.class, value);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof HeldTypeInfo;
  }
}
