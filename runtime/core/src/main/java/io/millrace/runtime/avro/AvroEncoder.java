package io.millrace.runtime.avro;

import io.millrace.runtime.format.RecordEncoder;
import org.jspecify.annotations.Nullable;

/** The base of generated encoders to Avro's binary encoding, without a schema in front. */
public abstract class AvroEncoder<T> extends RecordEncoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable AvroWriter writer;

  @Override
  public final byte[] encode(T row) {
    AvroWriter out = writer;
    if (out == null) {
      out = new AvroWriter();
      writer = out;
    }
    out.reset();
    write(row, out);
    return out.toBytes();
  }

  /** Writes the datum. */
  protected abstract void write(T row, AvroWriter out);
}
