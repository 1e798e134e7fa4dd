package io.millrace.runtime.file;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Decoded;
import io.millrace.runtime.source.SkippedRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * A bounded source of rows in files: one file, or all in a directory and below, in the order of
 * their paths. One subtask reads a file from its start to its end; a restored job goes on behind
 * the last checkpointed row.
 */
public final class RowFileSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final RowFileFormat<?, T> format;

  private RowFileSource(RowFileFormat<?, T> format, String path) {
    super(
        new Path[] {new Path(path)},
        FileSource.DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR,
        PathOrderAssigner::new,
        format,
        null);
    this.format = format;
  }

  /**
   * A bad row fails the job, with a message that says which one it was.
   *
   * @param node id of the source
   */
  public static <T> RowFileSource<T> failing(
      String node,
      String path,
      RowLayout layout,
      RecordDecoder<T> decoder,
      TypeInformation<T> type) {
    return failing(node, path, new LineFiles<>(layout, decoder), type);
  }

  /** As the other, for files that are no lines. */
  public static <T> RowFileSource<T> failing(
      String node, String path, RowFiles<T> files, TypeInformation<T> type) {
    return new RowFileSource<>(new Failing<>(node, files, type), path);
  }

  /** A bad row is dropped, counted in the metric {@code numRecordsSkipped}, and logged at times. */
  public static <T> RowFileSource<T> skipping(
      String node,
      String path,
      RowLayout layout,
      RecordDecoder<T> decoder,
      TypeInformation<T> type) {
    return skipping(node, path, new LineFiles<>(layout, decoder), type);
  }

  /** As the other, for files that are no lines. */
  public static <T> RowFileSource<T> skipping(
      String node, String path, RowFiles<T> files, TypeInformation<T> type) {
    return new RowFileSource<>(new Skipping<>(node, files, type), path);
  }

  /** A bad row becomes a {@link BadRecord} among the rows. */
  public static <D extends Decoded> RowFileSource<Decoded> deadLettering(
      String node,
      String path,
      RowLayout layout,
      RecordDecoder<D> decoder,
      TypeInformation<Decoded> type) {
    return deadLettering(node, path, new LineFiles<>(layout, decoder), type);
  }

  /** As the other, for files that are no lines. */
  public static <D extends Decoded> RowFileSource<Decoded> deadLettering(
      String node, String path, RowFiles<D> files, TypeInformation<Decoded> type) {
    return new RowFileSource<>(new DeadLettering<>(node, files, type), path);
  }

  /** All rows of one file, for tools that read it outside of a job. */
  public List<T> read(Path file, MetricGroup metrics) throws IOException {
    format.open(metrics);
    long size = file.getFileSystem().getFileStatus(file).getLen();
    FileSourceSplit split = new FileSourceSplit("file", file, 0, size, 0, size);
    List<T> rows = new ArrayList<>();
    try (BulkFormat.Reader<T> reader = format.createReader(new Configuration(), split)) {
      for (BulkFormat.RecordIterator<T> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<T> row = batch.next(); row != null; row = batch.next()) {
          rows.add(row.getRecord());
        }
      }
    }
    return rows;
  }

  @Override
  public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext context) {
    format.open(context.metricGroup());
    return super.createReader(context);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }

  private static final class Failing<T> extends RowFileFormat<T, T> {
    private static final long serialVersionUID = 1L;

    Failing(String node, RowFiles<T> files, TypeInformation<T> type) {
      super(node, files, type);
    }

    @Override
    T bad(String path, RowCursor<T> row, DecodeException e) throws IOException {
      throw new IOException(
          "%s: bad row in file %s, %s %d: %s. `on-error` of the source can skip such rows or send them to a dead-letter sink."
              .formatted(node, path, row.unit(), row.number(), cause(e)),
          e);
    }
  }

  private static final class Skipping<T> extends RowFileFormat<T, T> {
    private static final long serialVersionUID = 1L;

    private transient SkippedRecords skipped;

    Skipping(String node, RowFiles<T> files, TypeInformation<T> type) {
      super(node, files, type);
    }

    @Override
    void open(MetricGroup metrics) {
      skipped = new SkippedRecords(metrics);
    }

    @Override
    @Nullable T bad(String path, RowCursor<T> row, DecodeException e) {
      skipped.skip(node, "file %s, %s %d".formatted(path, row.unit(), row.number()), cause(e));
      return null;
    }
  }

  private static final class DeadLettering<D extends Decoded> extends RowFileFormat<D, Decoded> {
    private static final long serialVersionUID = 1L;

    DeadLettering(String node, RowFiles<D> files, TypeInformation<Decoded> type) {
      super(node, files, type);
    }

    @Override
    Decoded bad(String path, RowCursor<D> row, DecodeException e) {
      return new BadRecord(
          null, row.copy(), path, -1, row.number(), Long.MIN_VALUE, node, cause(e));
    }
  }
}
