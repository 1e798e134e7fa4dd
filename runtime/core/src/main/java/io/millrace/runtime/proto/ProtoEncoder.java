package io.millrace.runtime.proto;

import io.millrace.runtime.format.RecordEncoder;
import org.jspecify.annotations.Nullable;

/** The base of generated encoders to Protocol Buffers: one message a row. */
public abstract class ProtoEncoder<T> extends RecordEncoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ProtoWriter writer;

  @Override
  public final byte[] encode(T row) {
    ProtoWriter out = writer;
    if (out == null) {
      out = new ProtoWriter();
      writer = out;
    }
    out.reset();
    write(row, out);
    return out.toBytes();
  }

  /** Writes the fields of the message. */
  protected abstract void write(T row, ProtoWriter out);
}
