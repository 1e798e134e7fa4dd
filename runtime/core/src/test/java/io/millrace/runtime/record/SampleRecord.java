package io.millrace.runtime.record;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A record as the compiler generates it, for tests of this module. */
record SampleRecord(String name, long count) implements Decoded {
  static final TypeInformation<SampleRecord> TYPE =
      new RecordTypeInfo<>(SampleRecord.class, new Serializer());

  /** Writes and reads the fields. */
  public static final class Serializer extends RecordSerializer<SampleRecord> {
    private static final long serialVersionUID = 1L;

    static final RecordSchema SCHEMA =
        RecordSchema.of("Sample", SampleRecord.class)
            .field("name", FieldType.STRING)
            .field("count", FieldType.INT)
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
    public void serialize(SampleRecord value, DataOutputView out) throws IOException {
      writeString(value.name, out);
      out.writeLong(value.count);
    }

    @Override
    public SampleRecord deserialize(DataInputView in) throws IOException {
      return new SampleRecord(readString(in), in.readLong());
    }
  }
}
