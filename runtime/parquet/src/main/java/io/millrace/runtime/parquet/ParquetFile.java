package io.millrace.runtime.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file: what its footer says, and the pages of columns. Parquet's own reader needs
 * classes of Hadoop; what it does beyond encodings is not much.
 */
final class ParquetFile implements Closeable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  /** A footer or a column of a row group that is larger is taken for a broken file. */
  private static final long MAX_BYTES = 1L << 30;

  private final Path file;
  private final FSDataInputStream in;
  private final long length;
  private final ParquetMetadata metadata;

  private ParquetFile(Path file, FSDataInputStream in, long length) throws IOException {
    this.file = file;
    this.in = in;
    this.length = length;
    this.metadata = footer();
  }

  static ParquetFile open(Path file) throws IOException {
    long length = file.getFileSystem().getFileStatus(file).getLen();
    FSDataInputStream in = file.getFileSystem().open(file);
    try {
      return new ParquetFile(file, in, length);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  IOException broken(String what, Exception cause) {
    return new IOException("file " + file.getPath() + " is broken: " + what, cause);
  }

  private byte[] read(long from, long count) throws IOException {
    if (from < 0 || count < 0 || count > MAX_BYTES || from > length - count) {
      throw new IOException(
          "file " + file.getPath() + " is broken: it has no " + count + " bytes at " + from);
    }
    in.seek(from);
    byte[] bytes = in.readNBytes((int) count);
    if (bytes.length < count) {
      throw new IOException("file " + file.getPath() + " is broken: it ends early");
    }
    return bytes;
  }

  private ParquetMetadata footer() throws IOException {
    byte[] tail = length < TAIL + MAGIC.length ? new byte[TAIL] : read(length - TAIL, TAIL);
    if (!Arrays.equals(tail, MAGIC.length, TAIL, MAGIC, 0, MAGIC.length)) {
      throw new IOException("file " + file.getPath() + " is no Parquet file");
    }
    int size = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] footer = read(length - TAIL - size, size);
    try {
      return new ParquetMetadataConverter()
          .fromParquetMetadata(
              Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length + TAIL));
    } catch (IOException | RuntimeException e) {
      throw broken("its footer cannot be read", e);
    }
  }

  MessageType schema() {
    return metadata.getFileMetaData().getSchema();
  }

  /** The program that wrote the file: older ones had faults that readers know. */
  String writer() {
    String writer = metadata.getFileMetaData().getCreatedBy();
    return writer == null ? "" : writer;
  }

  List<BlockMetaData> groups() {
    return metadata.getBlocks();
  }

  /** The pages of some columns of a row group. */
  PageReadStore pages(BlockMetaData group, MessageType columns) throws IOException {
    Map<ColumnPath, ColumnChunkMetaData> chunks = new HashMap<>();
    group.getColumns().forEach(chunk -> chunks.put(chunk.getPath(), chunk));
    Map<ColumnPath, PageReader> readers = new HashMap<>();
    for (ColumnDescriptor column : columns.getColumns()) {
      ColumnPath path = ColumnPath.get(column.getPath());
      ColumnChunkMetaData chunk = chunks.get(path);
      if (chunk == null) {
        throw new IOException(
            "file " + file.getPath() + " is broken: a row group lacks column " + path);
      }
      if (!ParquetCodecs.isKnown(chunk.getCodec())) {
        throw new IOException(
            "file "
                + file.getPath()
                + " is compressed with "
                + chunk.getCodec()
                + ", which is not supported");
      }
      byte[] bytes = read(chunk.getStartingPos(), chunk.getTotalSize());
      try {
        readers.put(path, ParquetPages.of(chunk, bytes));
      } catch (IOException | RuntimeException e) {
        throw broken("column " + path + ": " + e.getMessage(), e);
      }
    }
    return new PageReadStore() {
      @Override
      public PageReader getPageReader(ColumnDescriptor column) {
        PageReader reader = readers.get(ColumnPath.get(column.getPath()));
        if (reader == null) {
          throw new IllegalArgumentException("no column " + column);
        }
        return reader;
      }

      @Override
      public long getRowCount() {
        return group.getRowCount();
      }
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
