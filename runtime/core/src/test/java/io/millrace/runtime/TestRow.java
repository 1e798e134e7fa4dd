package io.millrace.runtime;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.Decoded;
import io.millrace.runtime.record.FieldType;
import io.millrace.runtime.record.RecordSchema;
import io.millrace.runtime.record.RecordSerializer;
import io.millrace.runtime.record.RecordTypeInfo;
import io.millrace.runtime.source.EventTimeExtractor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A row {@code name=micros}, written by hand in the shape of a generated one. */
public record TestRow(byte changeKind, String name, long at) implements Decoded, Change {
  /** Tests that send rows through a job use text, since rows have no serializer of their own. */
  public static final TypeInformation<String> TEXT = Types.STRING;

  /** For state: it is found by the class's nested serializer. */
  public static final TypeInformation<TestRow> TYPE =
      new RecordTypeInfo<>(TestRow.class, new Serializer());

  public TestRow(String name, long at) {
    this(Change.INSERT, name, at);
  }

  @Override
  public TestRow withChangeKind(byte newKind) {
    return new TestRow(newKind, name, at);
  }

  public static final class Decoder extends RecordDecoder<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TestRow decode(byte[] bytes, int offset, int length) throws DecodeException {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new DecodeException("no = in " + text);
      }
      return new TestRow(text.substring(0, equals), Long.parseLong(text.substring(equals + 1)));
    }
  }

  public static final class Encoder extends RecordEncoder<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(TestRow row) {
      return (row.name() + "=" + row.at()).getBytes(StandardCharsets.UTF_8);
    }
  }

  public static final class NameEncoder extends RecordEncoder<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(TestRow row) {
      return row.name().getBytes(StandardCharsets.UTF_8);
    }
  }

  public static final class Time extends EventTimeExtractor<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public long micros(TestRow row) {
      return row.at();
    }
  }

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
