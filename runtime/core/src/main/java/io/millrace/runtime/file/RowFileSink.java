package io.millrace.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.format.RecordEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Makes sinks that write rows as lines into files of a directory. A file is closed at each
 * checkpoint and can be seen, by its final name, when the checkpoint is complete, or at the end of
 * a bounded job: each row stands in just one such file.
 */
public final class RowFileSink {
  private RowFileSink() {}

  /**
   * A sink.
   *
   * @param suffix of the files' names, as {@code .json}
   */
  public static <T> FileSink<T> of(String directory, String suffix, RecordEncoder<T> encoder) {
    return of(directory, suffix, null, encoder);
  }

  /**
   * A sink whose files start with a header.
   *
   * @param header a line without its line break
   */
  public static <T> FileSink<T> of(
      String directory, String suffix, @Nullable String header, RecordEncoder<T> encoder) {
    return FileSink.forBulkFormat(new Path(directory), new Lines<>(header, encoder))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(suffix).build())
        .build();
  }

  private static final class Lines<T> implements BulkWriter.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final @Nullable String header;
    private final RecordEncoder<T> encoder;

    Lines(@Nullable String header, RecordEncoder<T> encoder) {
      this.header = header;
      this.encoder = encoder;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream file) throws IOException {
      OutputStream out = new BufferedOutputStream(file, 32 << 10);
      if (header != null) {
        out.write(header.getBytes(UTF_8));
        out.write('\n');
      }
      return new LineWriter<>(encoder, out);
    }
  }

  private static final class LineWriter<T> implements BulkWriter<T> {
    private final RecordEncoder<T> encoder;
    private final OutputStream out;

    LineWriter(RecordEncoder<T> encoder, OutputStream out) {
      this.encoder = encoder;
      this.out = out;
    }

    @Override
    public void addElement(T row) throws IOException {
      out.write(encoder.encode(row));
      out.write('\n');
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void finish() throws IOException {
      // The file itself is Flink's to close.
      out.flush();
    }
  }
}
