package io.millrace.runtime.file;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.compression.StandardDeCompressors;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole files, unpacked by their extension ({@code .gz} and others that Flink knows). A
 * position is the offset behind a row; to go on from there, rows are cut again from the start,
 * which finds line numbers and quoted line breaks again, but not decoded.
 *
 * @param <D> what the decoder makes
 * @param <T> what the source emits
 */
abstract class RowFileFormat<D extends T, T> implements BulkFormat<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  final String node;
  private final RowLayout layout;
  private final RecordDecoder<D> decoder;
  private final TypeInformation<T> type;

  RowFileFormat(String node, RowLayout layout, RecordDecoder<D> decoder, TypeInformation<T> type) {
    this.node = node;
    this.layout = layout;
    this.decoder = decoder;
    this.type = type;
  }

  /** Called before readers are made. */
  void open(MetricGroup metrics) {}

  /** What to emit for a row that cannot be decoded, if anything. */
  abstract @Nullable T bad(String path, RowSplitter row, DecodeException cause) throws IOException;

  static String cause(DecodeException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public BulkFormat.Reader<T> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    RowSplitter rows = new RowSplitter(open(split.path()), layout);
    try {
      readHeader(split.path(), rows);
      long position = split.getReaderPosition().map(CheckpointedPosition::getOffset).orElse(0L);
      rows.skipTo(position);
      return new Reader(split.path().getPath(), rows);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public BulkFormat.Reader<T> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return createReader(config, split);
  }

  private static InputStream open(Path path) throws IOException {
    InputStream raw = path.getFileSystem().open(path);
    InflaterInputStreamFactory<?> unpacker =
        StandardDeCompressors.getDecompressorForFileName(path.getName());
    return unpacker == null ? raw : unpacker.create(raw);
  }

  private void readHeader(Path path, RowSplitter rows) throws IOException {
    if (!decoder.hasHeader() || !rows.next()) {
      return;
    }
    try {
      decoder.readHeader(rows.bytes(), rows.start(), rows.length());
    } catch (DecodeException e) {
      // Not a bad row but a bad file: none of its rows can be read.
      throw new IOException(
          "%s: bad header in file %s: %s".formatted(node, path.getPath(), cause(e)), e);
    }
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
    private final RowSplitter rows;

    Reader(String path, RowSplitter rows) {
      this.path = path;
      this.rows = rows;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<T> readBatch() throws IOException {
      RowBatch<T> batch = new RowBatch<>();
      while (!batch.full() && rows.next()) {
        T row;
        try {
          row = decoder.decode(rows.bytes(), rows.start(), rows.length());
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
