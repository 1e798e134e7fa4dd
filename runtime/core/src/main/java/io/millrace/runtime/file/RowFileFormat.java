package io.millrace.runtime.file;

import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole files, row by row.
 *
 * @param <D> what the files hold
 * @param <T> what the source emits
 */
abstract class RowFileFormat<D extends T, T> implements BulkFormat<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  final String node;
  private final RowFiles<D> files;
  private final TypeInformation<T> type;

  RowFileFormat(String node, RowFiles<D> files, TypeInformation<T> type) {
    this.node = node;
    this.files = files;
    this.type = type;
  }

  /** Called before readers are made. */
  void open(MetricGroup metrics) {}

  /** What to emit for a row that cannot be decoded, if anything. */
  abstract @Nullable T bad(String path, RowCursor<D> row, DecodeException cause) throws IOException;

  static String cause(DecodeException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public BulkFormat.Reader<T> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    long position = split.getReaderPosition().map(CheckpointedPosition::getOffset).orElse(0L);
    try {
      return new Reader(split.path().getPath(), files.open(split.path(), position));
    } catch (IOException e) {
      throw new IOException(node + ": " + e.getMessage(), e);
    }
  }

  @Override
  public BulkFormat.Reader<T> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return createReader(config, split);
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  private final class Reader implements BulkFormat.Reader<T> {
    private final String path;
    private final RowCursor<D> rows;

    Reader(String path, RowCursor<D> rows) {
      this.path = path;
      this.rows = rows;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<T> readBatch() throws IOException {
      RowBatch<T> batch = new RowBatch<>();
      while (!batch.full() && rows.next()) {
        T row;
        try {
          row = rows.row();
        } catch (DecodeException e) {
          row = bad(path, rows, e);
        }
        if (row != null) {
          batch.add(row, rows.position());
        }
      }
      return batch.isEmpty() ? null : batch;
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
