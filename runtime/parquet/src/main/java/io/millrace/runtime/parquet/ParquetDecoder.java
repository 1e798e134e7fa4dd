package io.millrace.runtime.parquet;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.file.RowFiles;
import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.schema.MessageType;

/** The base of generated decoders of Parquet files: only the columns of the row are read. */
public abstract class ParquetDecoder<T> implements RowFiles<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public final RowCursor<T> open(Path file, long position) throws IOException {
    ParquetFile opened = ParquetFile.open(file);
    try {
      ParquetGroup<T> root = root();
      MessageType columns;
      try {
        columns =
            new MessageType(opened.schema().getName(), root.bind(opened.schema()).getFields());
      } catch (IOException e) {
        throw new IOException("file " + file.getPath() + ": " + e.getMessage(), e);
      }
      ParquetRows<T> rows = new ParquetRows<>(opened, root, columns);
      rows.skip(position);
      return rows;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** How a row is put together; a new one for each file. */
  protected abstract ParquetGroup<T> root();
}
