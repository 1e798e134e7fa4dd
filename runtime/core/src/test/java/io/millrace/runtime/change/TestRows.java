package io.millrace.runtime.change;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.FieldType;
import io.millrace.runtime.record.RecordSchema;
import io.millrace.runtime.record.RecordSerializer;
import io.millrace.runtime.record.RecordTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The serializer of {@link TestRow}, in the shape of a generated one. */
public final class TestRows {
  public static final TypeInformation<TestRow> TYPE =
      new RecordTypeInfo<>(TestRow.class, new Serializer());

  private TestRows() {}

  /** Writes and reads the fields in the order of {@link #SCHEMA}. */
  public static final class Serializer extends RecordSerializer<TestRow> {
    private static final long serialVersionUID = 1L;

    public static final RecordSchema SCHEMA =
        RecordSchema.of("TestRow", TestRow.class)
            .field("changeKind", FieldType.BYTE)
            .field("name", FieldType.STRING)
            .field("at", FieldType.INT)
            .build();

    @Override
    public RecordSchema schema() {
      return SCHEMA;
    }

    @Override
    public Serializer duplicate() {
      return new Serializer();
    }

    @Override
    public void serialize(TestRow value, DataOutputView out) throws IOException {
      out.writeByte(value.changeKind());
      writeString(value.name(), out);
      out.writeLong(value.at());
    }

    @Override
    public TestRow deserialize(DataInputView in) throws IOException {
      return new TestRow(in.readByte(), readString(in), in.readLong());
    }
  }
}
