package io.millrace.runtime.connect;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.JsonNames;
import io.millrace.runtime.format.JsonReader;
import io.millrace.runtime.format.RecordDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated decoders of what JsonConverter writes: {@code {"schema": …, "payload": …}},
 * one document a row.
 */
public abstract class ConnectDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private final JsonNames envelope = JsonNames.of("schema", "payload");
  private transient @Nullable JsonReader reader;
  private transient @Nullable KnownSchemas schemas;

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    JsonReader in = reader;
    KnownSchemas known = schemas;
    if (in == null || known == null) {
      in = new JsonReader();
      reader = in;
      known = new KnownSchemas();
      schemas = known;
    }
    in.reset(bytes, offset, length);
    ConnectSchema schema = null;
    T row = null;
    int payload = -1;
    for (int field = in.beginObject(envelope);
        field != JsonReader.END;
        field = in.nextField(envelope, field)) {
      int from = in.position();
      if (field == 0) {
        in.skipValue();
        schema = known.schema(bytes, from, in.position());
      } else if (field == 1 && schema != null) {
        row = read(in, schema);
      } else if (field == 1) {
        payload = from; // The schema may stand behind it.
        in.skipValue();
      } else {
        in.skipValue();
      }
    }
    in.expectEnd();
    if (row == null && payload >= 0) {
      in.seek(payload);
      row = read(in, schema == null ? ConnectSchema.NONE : schema);
    }
    if (row == null) {
      throw new DecodeException("expected an object with `schema` and `payload`");
    }
    return row;
  }

  /** Reads the value that the payload is. */
  protected abstract T read(JsonReader in, ConnectSchema type) throws DecodeException;
}
