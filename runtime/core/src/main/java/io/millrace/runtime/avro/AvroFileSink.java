package io.millrace.runtime.avro;

import io.millrace.runtime.file.RowFileSink;
import io.millrace.runtime.format.RecordEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Makes sinks that write rows into object container files of Avro. */
public final class AvroFileSink {
  private AvroFileSink() {}

  /**
   * A sink.
   *
   * @param schema the JSON of the schema with which the encoder writes
   */
  public static <T> FileSink<T> of(String directory, RecordEncoder<T> encoder, String schema) {
    return RowFileSink.of(directory, ".avro", new Files<>(encoder, schema));
  }

  private static final class Files<T> implements BulkWriter.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final RecordEncoder<T> encoder;
    private final String schema;

    Files(RecordEncoder<T> encoder, String schema) {
      this.encoder = encoder;
      this.schema = schema;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream file) throws IOException {
      return new AvroFileWriter<>(new BufferedOutputStream(file, 32 << 10), encoder, schema);
    }
  }
}
