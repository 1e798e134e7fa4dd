package io.millrace.runtime.record;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record class stores, in the order in which it is written. A serializer's snapshot keeps
 * it, so that state stays readable when the class has changed.
 *
 * @param name the record's name in the pipeline
 * @param className the binary name of the generated class
 * @param kind what the record is for, which decides how it may change
 */
public record RecordSchema(String name, String className, Kind kind, List<FieldSchema> fields)
    implements Serializable {
  /** What a record is for. */
  public enum Kind {
    /** A row. */
    ROW(0),
    /** A key: its bytes identify state, so that no other layout can ever replace it. */
    KEY(1),
    /** What an aggregation has collected: a field that old state lacks starts empty. */
    ACCUMULATOR(2);

    /** Stands for the kind in snapshots: never changes. */
    final int tag;

    Kind(int tag) {
      this.tag = tag;
    }
  }

  public RecordSchema {
    fields = List.copyOf(fields);
  }

  /** A builder for the class that generated code declares. */
  public static Builder of(String name, Class<?> recordClass) {
    return new Builder(name, recordClass.getName());
  }

  /** How many bytes of flags stand in front of the fields. */
  int flagBytes() {
    int bits = 0;
    for (FieldSchema field : fields) {
      bits += (field.nullable() ? 1 : 0) + (field.type() == FieldType.BOOL ? 1 : 0);
    }
    // Never zero bytes: Flink's list state cannot tell how many empty elements it holds.
    return fields.isEmpty() ? 1 : (bits + 7) >>> 3;
  }

  /**
   * Collects fields; {@link #aliases} and {@link #defaultValue} belong to the field before them.
   */
  public static final class Builder {
    private final String name;
    private final String className;
    private final List<FieldSchema> fields = new ArrayList<>();
    private Kind kind = Kind.ROW;

    private Builder(String name, String className) {
      this.name = name;
      this.className = className;
    }

    /** A field that is always there. */
    public Builder field(String fieldName, FieldType type) {
      fields.add(new FieldSchema(fieldName, type, false, null, List.of()));
      return this;
    }

    /** A field that may be absent. */
    public Builder optional(String fieldName, FieldType type) {
      fields.add(new FieldSchema(fieldName, type, true, null, List.of()));
      return this;
    }

    /** Earlier names of the field before. */
    public Builder aliases(String... aliases) {
      FieldSchema last = fields.remove(fields.size() - 1);
      return add(last, last.defaultValue(), List.of(aliases));
    }

    /** What the field before becomes when old state lacks it. */
    public Builder defaultValue(Object value) {
      FieldSchema last = fields.remove(fields.size() - 1);
      return add(last, value, last.aliases());
    }

    /** The record is a key: its bytes never change their layout. */
    public Builder key() {
      kind = Kind.KEY;
      return this;
    }

    /** The record is an accumulator: new fields start empty. */
    public Builder accumulator() {
      kind = Kind.ACCUMULATOR;
      return this;
    }

    public RecordSchema build() {
      return new RecordSchema(name, className, kind, fields);
    }

    private Builder add(FieldSchema field, @Nullable Object defaultValue, List<String> aliases) {
      fields.add(
          new FieldSchema(field.name(), field.type(), field.nullable(), defaultValue, aliases));
      return this;
    }
  }
}
