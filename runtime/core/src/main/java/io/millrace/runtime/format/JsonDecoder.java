package io.millrace.runtime.format;

import org.jspecify.annotations.Nullable;

/** The base of generated decoders of JSON: one document a row. */
public abstract class JsonDecoder<T> extends RecordDecoder<T> {
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
    T value = read(in);
    in.expectEnd();
    return value;
  }

  /** Reads the value that the document is. */
  protected abstract T read(JsonReader in) throws DecodeException;
}
