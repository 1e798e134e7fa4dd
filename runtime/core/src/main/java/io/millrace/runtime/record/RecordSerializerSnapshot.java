package io.millrace.runtime.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint keeps of a {@link RecordSerializer}: the schema, and no generated class. {@link
 * #restoreSerializer} reads old bytes as objects of the class as it is now.
 *
 * @param <T> the generated record class
 */
public final class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable RecordSchema schema;
  private @Nullable CurrentRecord<T> current;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public RecordSerializerSnapshot() {}

  RecordSerializerSnapshot(RecordSerializer<T> serializer) {
    this(serializer.schema(), new CurrentRecord<>(serializer.schema(), serializer));
  }

  RecordSerializerSnapshot(RecordSchema schema, CurrentRecord<T> current) {
    this.schema = schema;
    this.current = current;
  }

  /** What the bytes hold. */
  public RecordSchema schema() {
    if (schema == null) {
      throw new IllegalStateException("a snapshot is read before it is used");
    }
    return schema;
  }

  private CurrentRecord<T> current() {
    if (current == null) {
      throw new IllegalStateException("a snapshot is read before it is used");
    }
    return current;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    RecordSchemaCodec.write(schema(), out);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (readVersion != VERSION) {
      throw new IOException(
          "a newer Millrace (record snapshot version " + readVersion + ") wrote this state");
    }
    RecordSchema old = RecordSchemaCodec.read(in);
    schema = old;
    current = new CurrentRecord<>(old, load(old, userCodeClassLoader));
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    RecordSchema old = schema();
    CurrentRecord<T> record = current();
    if (!record.isKnown()) {
      return new MigratingSerializer<>(old, record);
    }
    RecordSerializer<T> serializer = record.serializer();
    SchemaComparison comparison = SchemaComparison.compare(old, serializer.schema());
    return switch (comparison.verdict()) {
      case SAME -> serializer;
      case MIGRATE -> new MigratingSerializer<>(old, record);
      case INCOMPATIBLE -> throw incompatible(old, comparison);
    };
  }

  /**
   * Compares field by field.
   *
   * @throws FlinkRuntimeException if the state cannot be read. Flink would throw too, but without
   *     the reason
   */
  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    if (!(oldSnapshot instanceof RecordSerializerSnapshot<T> old)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    RecordSchema before = old.schema();
    RecordSchema now = schema();
    if (!before.className().equals(now.className())) {
      // A heap backend has already restored objects of the class that the state names.
      if (old.current().isKnown()) {
        throw new FlinkRuntimeException(
            "The state holds records "
                + before.className()
                + ", but the job now asks for "
                + now.className());
      }
      old.current().resolve(current().serializer());
    }
    SchemaComparison comparison = SchemaComparison.compare(before, now);
    return switch (comparison.verdict()) {
      case SAME -> TypeSerializerSchemaCompatibility.compatibleAsIs();
      case MIGRATE -> TypeSerializerSchemaCompatibility.compatibleAfterMigration();
      case INCOMPATIBLE -> throw incompatible(before, comparison);
    };
  }

  private static FlinkRuntimeException incompatible(
      RecordSchema schema, SchemaComparison comparison) {
    return new FlinkRuntimeException(
        "The state of record "
            + schema.name()
            + " cannot be read: "
            + String.join("; ", comparison.reasons()));
  }

  /** The serializer of the record as this job has it, or null if it has no class of that name. */
  private static <T> @Nullable RecordSerializer<T> load(RecordSchema old, ClassLoader classLoader) {
    Class<?> type;
    try {
      type = Class.forName(old.className() + "$Serializer", true, classLoader);
    } catch (ClassNotFoundException e) {
      return null;
    }
    try {
      @SuppressWarnings("unchecked") // The class of that name writes the records of that name.
      RecordSerializer<T> loaded =
          (RecordSerializer<T>) type.getDeclaredConstructor().newInstance();
      return loaded;
    } catch (ReflectiveOperationException e) {
      throw new FlinkRuntimeException(type.getName() + " is no generated serializer", e);
    }
  }
}
