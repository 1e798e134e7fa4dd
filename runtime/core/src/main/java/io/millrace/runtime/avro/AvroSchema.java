package io.millrace.runtime.avro;

import java.util.ArrayList;
import java.util.List;

/**
 * The schema with which bytes were written (Avro 1.12). Types refer to themselves by being the same
 * object, so that a schema may be recursive.
 */
public final class AvroSchema {
  /** The types of Avro. */
  public enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BYTES,
    STRING,
    FIXED,
    ENUM,
    ARRAY,
    MAP,
    UNION,
    RECORD;

    /** As a schema spells it. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What a number counts that is a time; nothing where it is none. */
  enum Unit {
    NONE,
    MILLIS,
    MICROS,
    NANOS,
    DAYS;

    static Unit of(String logicalType) {
      return switch (logicalType) {
        case "timestamp-millis", "local-timestamp-millis" -> MILLIS;
        case "timestamp-micros", "local-timestamp-micros" -> MICROS;
        case "timestamp-nanos", "local-timestamp-nanos" -> NANOS;
        case "date" -> DAYS;
        default -> NONE;
      };
    }
  }

  final Kind kind;

  /** The full name of a named type, else the type's word. */
  final String name;

  /** Empty for none. */
  String logicalType = "";

  /** Of the logical type: told once, not by its name for each datum. */
  Unit unit = Unit.NONE;

  int scale;
  int size;
  List<String> symbols = List.of();

  /** Names of a record's fields, in the order of their bytes. */
  final List<String> fieldNames = new ArrayList<>();

  /** A record's fields, a union's branches, or the one type of elements. */
  final List<AvroSchema> parts = new ArrayList<>();

  AvroSchema(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /**
   * Reads a schema from its JSON.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AvroSchema parse(String json) {
    return new AvroSchemaReader().read(json);
  }

  /** How many fields a record has. */
  public int fieldCount() {
    return fieldNames.size();
  }

  /** The type of a record's field. */
  public AvroSchema field(int index) {
    return parts.get(index);
  }

  AvroSchema element() {
    return parts.get(0);
  }

  /** As a message names it. */
  String display() {
    return kind == Kind.RECORD || kind == Kind.ENUM || kind == Kind.FIXED
        ? kind.word() + " " + name
        : logicalType.isEmpty() ? kind.word() : kind.word() + " (" + logicalType + ")";
  }

  @Override
  public String toString() {
    return display();
  }
}
