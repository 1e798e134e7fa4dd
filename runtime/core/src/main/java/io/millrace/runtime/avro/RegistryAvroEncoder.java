package io.millrace.runtime.avro;

import io.millrace.runtime.format.RecordEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated encoders to Avro in Confluent's wire format. The schema is registered when
 * a task writes its first row; registering it again gives the same id.
 */
public abstract class RegistryAvroEncoder<T> extends RecordEncoder<T> {
  private static final long serialVersionUID = 1L;

  private final SchemaRegistry registry;
  private final String subject;
  private final String schema;
  private transient @Nullable AvroWriter writer;
  private transient int id;

  /**
   * An encoder.
   *
   * @param schema the JSON of the schema with which rows are written
   */
  protected RegistryAvroEncoder(SchemaRegistry registry, String subject, String schema) {
    this.registry = registry;
    this.subject = subject;
    this.schema = schema;
  }

  @Override
  public final byte[] encode(T row) {
    AvroWriter out = writer;
    if (out == null) {
      id = registry.register(subject, schema);
      out = new AvroWriter();
      writer = out;
    }
    out.reset();
    out.raw(0);
    out.bigEndian(id);
    write(row, out);
    return out.toBytes();
  }

  /** Writes the datum. */
  protected abstract void write(T row, AvroWriter out);
}
