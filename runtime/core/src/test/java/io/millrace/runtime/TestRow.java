package io.millrace.runtime;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.Decoded;
import io.millrace.runtime.source.EventTimeExtractor;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A row {@code name=micros}, written by hand in the shape of a generated one. */
public record TestRow(byte changeKind, String name, long at) implements Decoded, Change {
  /** Tests that send rows through a job use text, since rows have no serializer of their own. */
  public static final TypeInformation<String> TEXT = Types.STRING;

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
}
