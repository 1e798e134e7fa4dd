package io.millrace.runtime.parquet;

import io.millrace.runtime.file.RowFileSink;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageTypeParser;

/** Makes sinks that write rows into Parquet files, compressed with snappy. */
public final class ParquetFileSink {
  private ParquetFileSink() {}

  /** A sink. */
  public static <T> FileSink<T> of(String directory, ParquetEncoder<T> encoder) {
    return RowFileSink.of(directory, ".parquet", writers(encoder));
  }

  /** What writes one file. */
  static <T> BulkWriter.Factory<T> writers(ParquetEncoder<T> encoder) {
    return new Files<>(encoder);
  }

  private static final class Files<T> implements BulkWriter.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final ParquetEncoder<T> encoder;

    Files(ParquetEncoder<T> encoder) {
      this.encoder = encoder;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream file) throws IOException {
      return new Writer<>(
          new Builder<>(new Output(file), encoder)
              .withConf(new PlainParquetConfiguration())
              .withCodecFactory(new ParquetCodecs())
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .build());
    }
  }

  private record Writer<T>(ParquetWriter<T> parquet) implements BulkWriter<T> {
    @Override
    public void addElement(T row) throws IOException {
      parquet.write(row);
    }

    /** Rows are written by groups; nothing is gained by smaller ones. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
      parquet.close();
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final ParquetEncoder<T> encoder;

    Builder(OutputFile file, ParquetEncoder<T> encoder) {
      super(file);
      this.encoder = encoder;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet's own class, and called with Hadoop only
    protected WriteSupport<T> getWriteSupport(Configuration conf) {
      throw new UnsupportedOperationException("there is no Hadoop");
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration conf) {
      return new Rows<>(encoder);
    }
  }

  private static final class Rows<T> extends WriteSupport<T> {
    private final ParquetEncoder<T> encoder;
    private ParquetOut out;
    private RecordConsumer consumer;

    Rows(ParquetEncoder<T> encoder) {
      this.encoder = encoder;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet's own class, and called with Hadoop only
    public WriteContext init(Configuration conf) {
      throw new UnsupportedOperationException("there is no Hadoop");
    }

    @Override
    public WriteContext init(ParquetConfiguration conf) {
      return new WriteContext(MessageTypeParser.parseMessageType(encoder.schema()), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer given) {
      consumer = given;
      out = new ParquetOut(given);
    }

    @Override
    public void write(T row) {
      consumer.startMessage();
      encoder.write(row, out);
      consumer.endMessage();
    }
  }

  /** Flink opens and closes the file itself. */
  private record Output(FSDataOutputStream file) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return createOrOverwrite(blockSize);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return new PositionOutputStream() {
        @Override
        public long getPos() throws IOException {
          return file.getPos();
        }

        @Override
        public void write(int value) throws IOException {
          file.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          file.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
          file.flush();
        }
      };
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
