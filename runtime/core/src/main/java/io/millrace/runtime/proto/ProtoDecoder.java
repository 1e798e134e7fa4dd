package io.millrace.runtime.proto;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import org.jspecify.annotations.Nullable;

/** The base of generated decoders of Protocol Buffers: one message a row. */
public abstract class ProtoDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ProtoReader reader;

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    ProtoReader in = reader;
    if (in == null) {
      in = new ProtoReader();
      reader = in;
    }
    in.reset(bytes, offset, length);
    return read(in);
  }

  /** Reads the message to its end. */
  protected abstract T read(ProtoReader in) throws DecodeException;
}
