package io.millrace.runtime.function;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes held accumulators as what they hold, so that they evolve as those do.
 *
 * @param <ACC> the accumulator
 */
public final class HeldSerializer<ACC> extends TypeSerializer<Held<ACC>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<ACC> value;

  HeldSerializer(TypeSerializer<ACC> value) {
    this.value = value;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public HeldSerializer<ACC> duplicate() {
    return new HeldSerializer<>(value.duplicate());
  }

  @Override
  public Held<ACC> createInstance() {
    return new Held<>(value.createInstance());
  }

  @Override
  public Held<ACC> copy(Held<ACC> from) {
    return new Held<>(value.copy(from.value()));
  }

  @Override
  public Held<ACC> copy(Held<ACC> from, Held<ACC> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return value.getLength();
  }

  @Override
  public void serialize(Held<ACC> held, DataOutputView target) throws IOException {
    value.serialize(held.value(), target);
  }

  @Override
  public Held<ACC> deserialize(DataInputView source) throws IOException {
    return new Held<>(value.deserialize(source));
  }

  @Override
  public Held<ACC> deserialize(Held<ACC> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    value.copy(source, target);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeldSerializer<?> that && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(HeldSerializer.class, value);
  }

  @Override
  public TypeSerializerSnapshot<Held<ACC>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /**
   * What savepoints keep: the accumulator's own snapshot.
   *
   * @param <ACC> the accumulator
   */
  public static final class Snapshot<ACC>
      extends CompositeTypeSerializerSnapshot<Held<ACC>, HeldSerializer<ACC>> {
    private static final int VERSION = 1;

    /** For Flink, which reads it from a savepoint. */
    public Snapshot() {}

    Snapshot(HeldSerializer<ACC> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return VERSION;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(HeldSerializer<ACC> outer) {
      return new TypeSerializer<?>[] {outer.value};
    }

    @Override
    @SuppressWarnings("unchecked") // the one that getNestedSerializers gave
    protected HeldSerializer<ACC> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nested) {
      return new HeldSerializer<>((TypeSerializer<ACC>) nested[0]);
    }
  }
}
