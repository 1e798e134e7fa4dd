package io.millrace.runtime.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as maps from names to boxed values, for tools that look into rows of any class. Slow, and
 * never on a job's own path.
 *
 * <p>Values are those of the field types: Boolean, Long, Double, String, BigDecimal or byte[];
 * timestamps and durations are microseconds; lists and maps of such values; records are maps.
 */
public final class BoxedRows {
  private BoxedRows() {}

  /** The fields that are there, in the order of the schema; a change kind is none of them. */
  public static <T> Map<String, Object> read(RecordSerializer<T> serializer, T row) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(row, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      return named(serializer.schema(), RecordValues.read(serializer.schema(), in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The row that has these values. A value without a field is passed over.
   *
   * @param change of a row that has a change kind, one of {@link Change}
   * @throws IllegalArgumentException if a field must be there and is not
   */
  public static <T> T make(
      RecordSerializer<T> serializer, Map<String, Object> values, byte change) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      RecordValues.write(serializer.schema(), ordered(serializer.schema(), values, change), out);
      return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> named(RecordSchema schema, @Nullable Object[] values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      FieldSchema field = schema.fields().get(i);
      Object value = values[i];
      if (value != null && field.type() != FieldType.BYTE) {
        named.put(field.name(), named(field.type(), value));
      }
    }
    return named;
  }

  private static Object named(FieldType type, Object value) {
    if (type instanceof FieldType.RecordOf record) {
      return named(record.schema(), (Object[]) value);
    }
    if (type instanceof FieldType.ListOf list) {
      return ((List<?>) value).stream().map(item -> named(list.element(), item)).toList();
    }
    if (type instanceof FieldType.MapOf map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put((String) k, named(map.value(), v)));
      return entries;
    }
    return value;
  }

  private static @Nullable Object[] ordered(RecordSchema schema, Map<?, ?> values, byte change) {
    @Nullable Object[] ordered = new Object[schema.fields().size()];
    for (int i = 0; i < ordered.length; i++) {
      FieldSchema field = schema.fields().get(i);
      Object value = values.get(field.name());
      if (value != null) {
        ordered[i] = ordered(field.type(), value);
      } else if (field.type() == FieldType.BYTE) {
        ordered[i] = change;
      } else if (!field.nullable()) {
        throw new IllegalArgumentException(
            "a row of " + schema.name() + " has no `" + field.name() + "`");
      }
    }
    return ordered;
  }

  private static Object ordered(FieldType type, Object value) {
    if (type instanceof FieldType.RecordOf record) {
      return ordered(record.schema(), (Map<?, ?>) value, Change.INSERT);
    }
    if (type instanceof FieldType.ListOf list) {
      List<Object> items = new ArrayList<>();
      ((List<?>) value).forEach(item -> items.add(ordered(list.element(), item)));
      return items;
    }
    if (type instanceof FieldType.MapOf map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put((String) k, ordered(map.value(), v)));
      return entries;
    }
    return value;
  }
}
