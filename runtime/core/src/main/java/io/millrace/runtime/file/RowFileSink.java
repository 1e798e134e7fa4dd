package io.millrace.runtime.file;

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
   * @param encoder also says what each file starts with
   */
  public static <T> FileSink<T> of(String directory, String suffix, RecordEncoder<T> encoder) {
    return of(directory, suffix, new Lines<>(encoder));
  }

  /** As the other, for files that are no lines. */
  public static <T> FileSink<T> of(String directory, String suffix, BulkWriter.Factory<T> writers) {
    return FileSink.forBulkFormat(new Path(directory), writers)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(suffix).build())
        .build();
  }

  private static final class Lines<T> implements BulkWriter.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final RecordEncoder<T> encoder;

    Lines(RecordEncoder<T> encoder) {
      this.encoder = encoder;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream file) throws IOException {
      OutputStream out = new BufferedOutputStream(file, 32 << 10);
      byte[] header = encoder.header();
      if (header != null) {
        out.write(header);
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
