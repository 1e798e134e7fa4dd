package io.millrace.runtime.parquet;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import java.util.Iterator;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of a file. A position is how many rows stand in front. */
final class ParquetRows<T> implements RowCursor<T> {
  private final ParquetFile file;
  private final ParquetGroup<T> root;
  private final MessageType columns;
  private final Iterator<BlockMetaData> groups;
  private final RecordMaterializer<ParquetGroup<T>> materializer;
  private @Nullable RecordReader<ParquetGroup<T>> reader;
  private long left;
  private long number;

  ParquetRows(ParquetFile file, ParquetGroup<T> root, MessageType columns) {
    this.file = file;
    this.root = root;
    this.columns = columns;
    this.groups = file.groups().iterator();
    this.materializer = new Materializer<>(root);
  }

  /** Passes over rows; of whole row groups nothing is read. */
  void skip(long rows) throws IOException {
    while (number < rows) {
      if (left == 0) {
        if (!groups.hasNext()) {
          return;
        }
        BlockMetaData group = groups.next();
        if (number + group.getRowCount() <= rows) {
          number += group.getRowCount();
          continue;
        }
        open(group);
      }
      advance();
    }
  }

  private void open(BlockMetaData group) throws IOException {
    left = group.getRowCount();
    PageReadStore pages = file.pages(group, columns);
    try {
      reader =
          new ColumnIOFactory(file.writer())
              .getColumnIO(columns, file.schema())
              .getRecordReader(pages, materializer);
    } catch (RuntimeException e) {
      throw file.broken("the row group behind row " + number + " cannot be read", e);
    }
  }

  private void advance() throws IOException {
    if (reader == null) {
      throw new IllegalStateException("no row group is open");
    }
    left--;
    number++;
    try {
      reader.read();
    } catch (RuntimeException e) {
      throw file.broken("row " + number + " cannot be read", e);
    }
  }

  @Override
  public boolean next() throws IOException {
    while (left == 0) {
      if (!groups.hasNext()) {
        return false;
      }
      open(groups.next());
    }
    advance();
    return true;
  }

  @Override
  public T row() throws DecodeException {
    return root.row();
  }

  @Override
  public long position() {
    return number;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public String unit() {
    return "row";
  }

  /** A row is spread over columns. */
  @Override
  public byte[] copy() {
    return new byte[0];
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Materializer<T> extends RecordMaterializer<ParquetGroup<T>> {
    private final ParquetGroup<T> root;

    Materializer(ParquetGroup<T> root) {
      this.root = root;
    }

    @Override
    public ParquetGroup<T> getCurrentRecord() {
      return root;
    }

    @Override
    public GroupConverter getRootConverter() {
      return new GroupConverter() {
        @Override
        public Converter getConverter(int index) {
          return root.converter(index);
        }

        @Override
        public void start() {
          root.reset();
        }

        @Override
        public void end() {}
      };
    }
  }
}
