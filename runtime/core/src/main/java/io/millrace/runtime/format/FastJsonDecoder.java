package io.millrace.runtime.format;

import org.jspecify.annotations.Nullable;

/**
 * The base of generated decoders of JSON that read a document only as far as they need it: what
 * stands behind the last field that is needed is not looked at.
 */
public abstract class FastJsonDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable JsonReader reader;

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    JsonReader in = reader;
    if (in == null) {
      in = new JsonReader();
      reader = in;
    }
    in.reset(bytes, offset, length);
    return read(in);
  }

  /** Reads the value that the document is. */
  protected abstract T read(JsonReader in) throws DecodeException;
}
