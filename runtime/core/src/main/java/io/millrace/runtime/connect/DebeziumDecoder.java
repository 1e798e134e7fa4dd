package io.millrace.runtime.connect;

import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.JsonNames;
import io.millrace.runtime.format.JsonReader;
import io.millrace.runtime.record.Change;
import java.io.Serializable;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated decoders of Debezium's change events in JSON, with the schema of Kafka
 * Connect around them or without: {@code before}, {@code after} and {@code op}. Not all of an event
 * is read: {@code before} only where it is needed.
 */
public abstract class DebeziumDecoder<T extends Change> implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int NOWHERE = -1;

  private final boolean oldValues;
  private final JsonNames names = JsonNames.of("schema", "payload", "before", "after", "op");
  private transient @Nullable JsonReader reader;
  private transient @Nullable KnownSchemas schemas;

  private transient ConnectSchema schema;
  private transient int before;
  private transient int after;
  private transient String op;

  /**
   * A decoder.
   *
   * @param oldValues whether an update gives the row that it replaces, too
   */
  protected DebeziumDecoder(boolean oldValues) {
    this.oldValues = oldValues;
  }

  /** Emits what an event does: one row, two for an update with old values, or none. */
  public final void decode(byte[] bytes, int offset, int length, Collector<? super T> out)
      throws DecodeException {
    JsonReader in = reader;
    KnownSchemas known = schemas;
    if (in == null || known == null) {
      in = new JsonReader();
      reader = in;
      known = new KnownSchemas();
      schemas = known;
    }
    in.reset(bytes, offset, length);
    schema = ConnectSchema.NONE;
    before = NOWHERE;
    after = NOWHERE;
    op = "";
    fields(in, known, bytes, false);
    in.expectEnd();
    emit(in, out);
  }

  private void fields(JsonReader in, KnownSchemas known, byte[] bytes, boolean inside)
      throws DecodeException {
    for (int field = in.beginObject(names);
        field != JsonReader.END;
        field = in.nextField(names, field)) {
      int from = in.position();
      if (field == 0 && !inside) {
        in.skipValue();
        schema = known.schema(bytes, from, in.position());
      } else if (field == 1 && !inside) {
        fields(in, known, bytes, true);
      } else if (field == 4) {
        op = in.readString();
      } else {
        in.skipValue();
        if (field == 2) {
          before = from;
        } else if (field == 3) {
          after = from;
        }
      }
    }
  }

  private void emit(JsonReader in, Collector<? super T> out) throws DecodeException {
    switch (op) {
      case "c", "r" -> out.collect(Change.as(Change.INSERT, after(in)));
      case "u" -> {
        T row = after(in);
        if (oldValues) {
          out.collect(Change.as(Change.UPDATE_BEFORE, before(in, "an update")));
        }
        out.collect(Change.as(Change.UPDATE_AFTER, row));
      }
      case "d" -> out.collect(Change.as(Change.DELETE, before(in, "a delete")));
      case "m" -> {} // a message of the application, which is no row of the table
      case "t" ->
          throw new DecodeException(
              "the table was truncated: which rows are gone is not said, so they cannot be deleted");
      case "" -> throw new DecodeException("expected a change event with `op`");
      default -> throw new DecodeException("the event has an unknown `op`: " + op);
    }
  }

  private T after(JsonReader in) throws DecodeException {
    T row = row(in, after, "after");
    if (row == null) {
      throw new DecodeException("the event has no `after`");
    }
    return row;
  }

  private T before(JsonReader in, String what) throws DecodeException {
    T row = row(in, before, "before");
    if (row == null) {
      throw new DecodeException(
          what
              + " comes without the old row in `before`: the database must log it (PostgreSQL:"
              + " REPLICA IDENTITY FULL)");
    }
    return row;
  }

  private @Nullable T row(JsonReader in, int at, String name) throws DecodeException {
    if (at == NOWHERE) {
      return null;
    }
    in.seek(at);
    return in.readNull() ? null : read(in, schema.field(name));
  }

  /** Reads a row, as an insert. */
  protected abstract T read(JsonReader in, ConnectSchema type) throws DecodeException;
}
