package io.millrace.runtime.record;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** A schema to and from the bytes of a snapshot. The format is frozen: version 1. */
final class RecordSchemaCodec {
  private static final int LIST = 32;
  private static final int SET = 33;
  private static final int MAP = 34;
  private static final int RECORD = 35;
  private static final int COUNTS = 36;
  private static final int DECIMAL = 37;
  private static final int DISTINCT = 38;

  private RecordSchemaCodec() {}

  static void write(RecordSchema schema, DataOutputView out) throws IOException {
    text(schema.name(), out);
    text(schema.className(), out);
    out.writeByte(schema.kind().tag);
    out.writeInt(schema.fields().size());
    for (FieldSchema field : schema.fields()) {
      text(field.name(), out);
      type(field.type(), out);
      out.writeBoolean(field.nullable());
      value(field.defaultValue(), out);
      texts(field.aliases(), out);
    }
  }

  static RecordSchema read(DataInputView in) throws IOException {
    String name = text(in);
    String className = text(in);
    RecordSchema.Kind kind = kind(in.readByte());
    int count = in.readInt();
    List<FieldSchema> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String fieldName = text(in);
      FieldType type = type(in);
      boolean nullable = in.readBoolean();
      Object defaultValue = value(in);
      fields.add(new FieldSchema(fieldName, type, nullable, defaultValue, texts(in)));
    }
    return new RecordSchema(name, className, kind, fields);
  }

  private static RecordSchema.Kind kind(int tag) throws IOException {
    for (RecordSchema.Kind kind : RecordSchema.Kind.values()) {
      if (kind.tag == tag) {
        return kind;
      }
    }
    throw new IOException("unknown kind " + tag + " in a record's snapshot");
  }

  private static void type(FieldType type, DataOutputView out) throws IOException {
    if (type instanceof FieldType.Scalar scalar) {
      out.writeByte(scalar.tag);
    } else if (type instanceof FieldType.ListOf list) {
      out.writeByte(LIST);
      type(list.element(), out);
    } else if (type instanceof FieldType.SetOf set) {
      out.writeByte(SET);
      type(set.element(), out);
    } else if (type instanceof FieldType.CountsOf counts) {
      out.writeByte(COUNTS);
      type(counts.element(), out);
    } else if (type instanceof FieldType.DistinctOf distinct) {
      out.writeByte(DISTINCT);
      type(distinct.element(), out);
      texts(distinct.filters(), out);
    } else if (type instanceof FieldType.MapOf map) {
      out.writeByte(MAP);
      type(map.value(), out);
    } else if (type instanceof FieldType.Decimal decimal) {
      out.writeByte(DECIMAL);
      out.writeByte(decimal.precision());
      out.writeByte(decimal.scale());
    } else {
      out.writeByte(RECORD);
      write(((FieldType.RecordOf) type).schema(), out);
    }
  }

  private static FieldType type(DataInputView in) throws IOException {
    int tag = in.readByte();
    for (FieldType.Scalar scalar : FieldType.Scalar.values()) {
      if (scalar.tag == tag) {
        return scalar;
      }
    }
    return switch (tag) {
      case LIST -> FieldType.list(type(in));
      case SET -> FieldType.set(type(in));
      case COUNTS -> FieldType.counts(type(in));
      case DISTINCT -> new FieldType.DistinctOf(type(in), texts(in));
      case MAP -> FieldType.map(type(in));
      case RECORD -> FieldType.record(read(in));
      case DECIMAL -> FieldType.decimal(in.readByte(), in.readByte());
      default -> throw new IOException("unknown type " + tag + " in a record's snapshot");
    };
  }

  private static void value(@Nullable Object value, DataOutputView out) throws IOException {
    if (value == null) {
      out.writeByte(0);
    } else if (value instanceof Boolean bool) {
      out.writeByte(1);
      out.writeBoolean(bool);
    } else if (value instanceof Long number) {
      out.writeByte(2);
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeByte(3);
      out.writeDouble(number);
    } else if (value instanceof String string) {
      out.writeByte(4);
      text(string, out);
    } else if (value instanceof BigDecimal decimal) {
      out.writeByte(5);
      text(decimal.toPlainString(), out);
    } else {
      throw new IllegalArgumentException("not a default: " + value.getClass());
    }
  }

  private static @Nullable Object value(DataInputView in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case 0 -> null;
      case 1 -> in.readBoolean();
      case 2 -> in.readLong();
      case 3 -> in.readDouble();
      case 4 -> text(in);
      case 5 -> new BigDecimal(text(in));
      default -> throw new IOException("unknown default " + tag + " in a record's snapshot");
    };
  }

  private static void texts(List<String> values, DataOutputView out) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      text(value, out);
    }
  }

  private static List<String> texts(DataInputView in) throws IOException {
    int count = in.readInt();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(text(in));
    }
    return values;
  }

  private static void text(String value, DataOutputView out) throws IOException {
    // Not writeUTF: it ends at 64 KiB.
    StringValue.writeString(value, out);
  }

  private static String text(DataInputView in) throws IOException {
    return StringValue.readString(in);
  }
}
