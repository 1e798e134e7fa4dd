package io.millrace.runtime.record;

import io.millrace.runtime.aggregate.DistinctLongs;
import io.millrace.runtime.aggregate.DistinctObjects;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the bytes of a {@link RecordSerializer} by schema instead of by generated code.
 * For restores only: values are boxed, a record is an {@code Object[]} in field order, a list or
 * set a {@code List}, counts and distinct values with their filters a {@code Map}, an absent field
 * null.
 */
final class RecordValues {
  private RecordValues() {}

  static @Nullable Object[] read(RecordSchema schema, DataInputView in) throws IOException {
    byte[] flags = new byte[schema.flagBytes()];
    in.readFully(flags);
    @Nullable Object[] values = new Object[schema.fields().size()];
    int bit = 0;
    for (int i = 0; i < values.length; i++) {
      FieldSchema field = schema.fields().get(i);
      boolean present = !field.nullable() || isSet(flags, bit++);
      if (field.type() == FieldType.BOOL) {
        boolean value = isSet(flags, bit++);
        values[i] = present ? value : null;
      } else {
        values[i] = present ? readValue(field.type(), in) : null;
      }
    }
    return values;
  }

  private static Object readValue(FieldType type, DataInputView in) throws IOException {
    if (type instanceof FieldType.Scalar scalar) {
      return switch (scalar) {
        case BYTE -> in.readByte();
        case BOOL -> in.readBoolean();
        case INT, TIMESTAMP, DURATION -> in.readLong();
        case DOUBLE -> in.readDouble();
        case STRING -> RecordSerializer.readText(in);
        case BYTES -> RecordSerializer.readBytes(in);
      };
    }
    if (type instanceof FieldType.Decimal decimal) {
      return decimal.isCompact()
          ? RecordSerializer.readCompactDecimal(decimal.scale(), in)
          : RecordSerializer.readDecimal(decimal.scale(), in);
    }
    if (type instanceof FieldType.ListOf list) {
      return readElements(list.element(), in);
    }
    if (type instanceof FieldType.SetOf set) {
      return readElements(set.element(), in);
    }
    if (type instanceof FieldType.CountsOf counts) {
      int count = RecordSerializer.readCount(in);
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Object value = readValue(counts.element(), in);
        values.put(value, in.readLong());
      }
      return values;
    }
    if (type instanceof FieldType.DistinctOf distinct) {
      return readDistinct(distinct, in);
    }
    if (type instanceof FieldType.MapOf map) {
      int count = RecordSerializer.readCount(in);
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String key = RecordSerializer.readText(in);
        values.put(key, readValue(map.value(), in));
      }
      return values;
    }
    return read(((FieldType.RecordOf) type).schema(), in);
  }

  private static List<Object> readElements(FieldType element, DataInputView in) throws IOException {
    int count = RecordSerializer.readCount(in);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(readValue(element, in));
    }
    return values;
  }

  private static Map<Object, Object> readDistinct(FieldType.DistinctOf type, DataInputView in)
      throws IOException {
    Map<Object, Object> values = new LinkedHashMap<>();
    int filters = type.filters().size();
    if (type.isNumbers()) {
      DistinctLongs.read(filters, in).forEach(values::put);
      return values;
    }
    int count = RecordSerializer.readCount(in);
    for (int i = 0; i < count; i++) {
      Object value = readValue(type.element(), in);
      values.put(value, DistinctObjects.readFilters(filters, in));
    }
    return values;
  }

  private static void writeDistinct(FieldType.DistinctOf type, Map<?, ?> values, DataOutputView out)
      throws IOException {
    int filters = type.filters().size();
    if (type.isNumbers()) {
      DistinctLongs set = new DistinctLongs(filters);
      values.forEach((value, passed) -> set.add((Long) value, (Long) passed));
      set.write(out);
      return;
    }
    RecordSerializer.writeCount(values.size(), out);
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      writeValue(type.element(), entry.getKey(), out);
      DistinctObjects.writeFilters((Long) entry.getValue(), filters, out);
    }
  }

  static void write(RecordSchema schema, @Nullable Object[] values, DataOutputView out)
      throws IOException {
    byte[] flags = new byte[schema.flagBytes()];
    int bit = 0;
    for (int i = 0; i < values.length; i++) {
      FieldSchema field = schema.fields().get(i);
      if (field.nullable()) {
        set(flags, bit++, values[i] != null);
      }
      if (field.type() == FieldType.BOOL) {
        set(flags, bit++, Boolean.TRUE.equals(values[i]));
      }
    }
    out.write(flags);
    for (int i = 0; i < values.length; i++) {
      FieldType type = schema.fields().get(i).type();
      Object value = values[i];
      if (value != null && type != FieldType.BOOL) {
        writeValue(type, value, out);
      }
    }
  }

  private static void writeValue(FieldType type, Object value, DataOutputView out)
      throws IOException {
    if (type instanceof FieldType.Scalar scalar) {
      switch (scalar) {
        case BYTE -> out.writeByte((Byte) value);
        case BOOL -> out.writeBoolean((Boolean) value);
        case INT, TIMESTAMP, DURATION -> out.writeLong((Long) value);
        case DOUBLE -> out.writeDouble((Double) value);
        case STRING -> RecordSerializer.writeString((String) value, out);
        case BYTES -> RecordSerializer.writeBytes((byte[]) value, out);
      }
    } else if (type instanceof FieldType.Decimal decimal) {
      if (decimal.isCompact()) {
        RecordSerializer.writeCompactDecimal((BigDecimal) value, out);
      } else {
        RecordSerializer.writeDecimal((BigDecimal) value, out);
      }
    } else if (type instanceof FieldType.ListOf list) {
      writeElements(list.element(), (Collection<?>) value, out);
    } else if (type instanceof FieldType.SetOf set) {
      writeElements(set.element(), (Collection<?>) value, out);
    } else if (type instanceof FieldType.CountsOf counts) {
      Map<?, ?> entries = (Map<?, ?>) value;
      RecordSerializer.writeCount(entries.size(), out);
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        writeValue(counts.element(), entry.getKey(), out);
        out.writeLong((Long) entry.getValue());
      }
    } else if (type instanceof FieldType.DistinctOf distinct) {
      writeDistinct(distinct, (Map<?, ?>) value, out);
    } else if (type instanceof FieldType.MapOf map) {
      Map<?, ?> entries = (Map<?, ?>) value;
      RecordSerializer.writeCount(entries.size(), out);
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        RecordSerializer.writeString((String) entry.getKey(), out);
        writeValue(map.value(), entry.getValue(), out);
      }
    } else {
      write(((FieldType.RecordOf) type).schema(), (Object[]) value, out);
    }
  }

  private static void writeElements(FieldType element, Collection<?> values, DataOutputView out)
      throws IOException {
    RecordSerializer.writeCount(values.size(), out);
    for (Object value : values) {
      writeValue(element, value, out);
    }
  }

  private static boolean isSet(byte[] flags, int bit) {
    return (flags[bit >>> 3] & (1 << (bit & 7))) != 0;
  }

  private static void set(byte[] flags, int bit, boolean value) {
    if (value) {
      flags[bit >>> 3] |= (byte) (1 << (bit & 7));
    }
  }
}
