package io.millrace.runtime.format;

import org.jspecify.annotations.Nullable;

/** The base of generated encoders to JSON: one document a row. */
public abstract class JsonEncoder<T> extends RecordEncoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable JsonWriter writer;

  @Override
  public final byte[] encode(T row) {
    JsonWriter out = writer;
    if (out == null) {
      out = new JsonWriter();
      writer = out;
    }
    out.reset();
    write(row, out);
    return out.toBytes();
  }

  /** Writes the document. */
  protected abstract void write(T row, JsonWriter out);
}
