package io.millrace.runtime.record;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** The type of a stored field, as a serializer's snapshot keeps it. */
public sealed interface FieldType extends Serializable {
  /** As a user writes it: {@code list<string>}. */
  String display();

  /** A value without parts. */
  enum Scalar implements FieldType {
    /** One byte, a change kind. */
    BYTE(0),
    BOOL(1),
    INT(2),
    DOUBLE(3),
    STRING(4),
    BYTES(5),
    TIMESTAMP(6),
    DURATION(7);

    /** Stands for the type in snapshots: never changes. */
    final int tag;

    Scalar(int tag) {
      this.tag = tag;
    }

    @Override
    public String display() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code decimal(p,s)}: 8 bytes of unscaled value up to 18 digits, else as many as it needs. */
  record Decimal(int precision, int scale) implements FieldType {
    boolean isCompact() {
      return precision <= 18;
    }

    @Override
    public String display() {
      return "decimal(" + precision + ", " + scale + ")";
    }
  }

  /** {@code list<T>}. */
  record ListOf(FieldType element) implements FieldType {
    @Override
    public String display() {
      return "list<" + element.display() + ">";
    }
  }

  /** {@code set<T>}: in accumulators only. */
  record SetOf(FieldType element) implements FieldType {
    @Override
    public String display() {
      return "set<" + element.display() + ">";
    }
  }

  /** {@code counts<T>}, values and how often each is there: in accumulators only. */
  record CountsOf(FieldType element) implements FieldType {
    @Override
    public String display() {
      return "counts<" + element.display() + ">";
    }
  }

  /**
   * {@code distinct<T>}, values with the filters that each passed, in the order of their bits: in
   * accumulators only. A filter's name is that of the set which it would be alone.
   */
  record DistinctOf(FieldType element, List<String> filters) implements FieldType {
    public DistinctOf {
      filters = List.copyOf(filters);
    }

    /** Whether the values are stored as blocks of numbers. */
    boolean isNumbers() {
      return element == INT || element == TIMESTAMP || element == DURATION;
    }

    @Override
    public String display() {
      return "distinct<" + element.display() + ">";
    }
  }

  /** {@code map<string, T>}. */
  record MapOf(FieldType value) implements FieldType {
    @Override
    public String display() {
      return "map<string, " + value.display() + ">";
    }
  }

  /** A record within a record, with the fields that it had when it was stored. */
  record RecordOf(RecordSchema schema) implements FieldType {
    @Override
    public String display() {
      return schema.name();
    }
  }

  FieldType BYTE = Scalar.BYTE;
  FieldType BOOL = Scalar.BOOL;
  FieldType INT = Scalar.INT;
  FieldType DOUBLE = Scalar.DOUBLE;
  FieldType STRING = Scalar.STRING;
  FieldType BYTES = Scalar.BYTES;
  FieldType TIMESTAMP = Scalar.TIMESTAMP;
  FieldType DURATION = Scalar.DURATION;

  static FieldType decimal(int precision, int scale) {
    return new Decimal(precision, scale);
  }

  static FieldType list(FieldType element) {
    return new ListOf(element);
  }

  static FieldType set(FieldType element) {
    return new SetOf(element);
  }

  static FieldType counts(FieldType element) {
    return new CountsOf(element);
  }

  static FieldType distinct(FieldType element, String... filters) {
    return new DistinctOf(element, List.of(filters));
  }

  static FieldType map(FieldType value) {
    return new MapOf(value);
  }

  static FieldType record(RecordSchema schema) {
    return new RecordOf(schema);
  }
}
