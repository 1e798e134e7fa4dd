package io.millrace.runtime.avro;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated decoders of Avro data in Confluent's wire format: a zero, the 4 bytes of
 * the schema's id in a registry, and the datum. A schema is asked for once a task.
 */
public abstract class RegistryAvroDecoder<T> extends RecordDecoder<T> {
  private static final long serialVersionUID = 1L;

  private static final int PREFIX = 5;

  private final SchemaRegistry registry;
  private transient @Nullable AvroReader reader;
  private transient @Nullable Map<Integer, AvroSchema> schemas;
  private transient @Nullable AvroSchema last;
  private transient int lastId;

  protected RegistryAvroDecoder(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public final T decode(byte[] bytes, int offset, int length) throws DecodeException {
    if (length < PREFIX || bytes[offset] != 0) {
      throw new DecodeException(
          length < PREFIX
              ? "expected a schema's id in 5 bytes, found " + length + " bytes"
              : "expected a zero in front of a schema's id, found " + bytes[offset] + " at byte 0");
    }
    int id =
        (bytes[offset + 1] << 24)
            | ((bytes[offset + 2] & 0xff) << 16)
            | ((bytes[offset + 3] & 0xff) << 8)
            | (bytes[offset + 4] & 0xff);
    AvroSchema type = last;
    if (type == null || id != lastId) {
      type = schema(id);
      last = type;
      lastId = id;
    }
    AvroReader in = reader;
    if (in == null) {
      in = new AvroReader();
      reader = in;
    }
    in.reset(bytes, offset + PREFIX, length - PREFIX);
    T value = read(in, type);
    in.expectEnd();
    return value;
  }

  private AvroSchema schema(int id) throws DecodeException {
    Map<Integer, AvroSchema> known = schemas;
    if (known == null) {
      known = new HashMap<>();
      schemas = known;
    }
    AvroSchema found = known.get(id);
    if (found == null) {
      found = registry.schema(id);
      known.put(id, found);
    }
    return found;
  }

  /** Reads the value that the datum is. */
  protected abstract T read(AvroReader in, AvroSchema type) throws DecodeException;
}
