package io.millrace.runtime.avro;

import io.millrace.runtime.file.RowCursor;
import io.millrace.runtime.file.RowFiles;
import io.millrace.runtime.format.DecodeException;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * The base of generated decoders of Avro's object container files, each read with the schema that
 * it carries.
 */
public abstract class AvroFileDecoder<T> implements RowFiles<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public final RowCursor<T> open(Path file, long position) throws IOException {
    AvroBlocks blocks = AvroBlocks.open(file);
    try {
      AvroRows<T> rows = new AvroRows<>(this, blocks);
      rows.skip(position);
      return rows;
    } catch (IOException | RuntimeException e) {
      blocks.close();
      throw e;
    }
  }

  /** Reads the value that a datum is. */
  protected abstract T read(AvroReader in, AvroSchema type) throws DecodeException;
}
