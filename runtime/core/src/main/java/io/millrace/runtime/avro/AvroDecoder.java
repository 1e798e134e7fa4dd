package io.millrace.runtime.avro;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import org.jspecify.annotations.Nullable;

/** The base of generated decoders of Avro data that all have one known schema, as in a file. */
public abstract class AvroDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private final String writer;
  private transient @Nullable AvroReader reader;
  private transient @Nullable AvroSchema schema;

  /**
   * A decoder.
   *
   * @param writer the JSON of the schema with which the data were written
   */
  protected AvroDecoder(String writer) {
    this.writer = writer;
  }

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    AvroReader in = reader;
    AvroSchema type = schema;
    if (in == null || type == null) {
      in = new AvroReader();
      reader = in;
      type = AvroSchema.parse(writer);
      schema = type;
    }
    in.reset(bytes, offset, length);
    T value = read(in, type);
    in.expectEnd();
    return value;
  }

  /** Reads the value that the datum is. */
  protected abstract T read(AvroReader in, AvroSchema type) throws DecodeException;
}
