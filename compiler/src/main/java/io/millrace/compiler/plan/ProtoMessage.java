package io.millrace.compiler.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a record stand in a message of Protocol Buffers.
 *
 * @param name full name, for messages to users
 */
public record ProtoMessage(String name, List<Field> fields) {
  public ProtoMessage {
    fields = List.copyOf(fields);
  }

  /** The field of a name, or null. */
  public @Nullable Field field(String fieldName) {
    for (Field field : fields) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /**
   * A field.
   *
   * @param value what it holds; of lists each element, of maps each value
   * @param oneof the choice that it belongs to; null for none
   */
  public record Field(String name, int number, Shape shape, Value value, @Nullable String oneof) {
    /** The tag in front of a value that is not packed. */
    public int tag() {
      return shape == Shape.MAP ? number << 3 | Kind.LENGTH : value.tag(number);
    }

    /** The tag in front of a packed list. */
    public int packedTag() {
      return number << 3 | Kind.LENGTH;
    }
  }

  /** How often a field comes, and what it means that it does not. */
  public enum Shape {
    /** One that is zero or empty if it does not come. */
    IMPLICIT,
    /** One that is absent if it does not come. */
    EXPLICIT,
    /** Any number, each with a tag. */
    REPEATED,
    /** Any number, written without tags of their own; read either way. */
    PACKED,
    /** Entries of texts and values. */
    MAP
  }

  /**
   * A value.
   *
   * @param wrapped whether it stands in a message of its own, as in {@code
   *     google.protobuf.Int64Value}
   * @param message of {@link Kind#MESSAGE}, else null
   * @param names of {@link Kind#ENUM}, in the order of the file, else empty
   */
  public record Value(
      Kind kind, boolean wrapped, @Nullable ProtoMessage message, List<EnumName> names) {
    public Value {
      names = List.copyOf(names);
    }

    /** A scalar. */
    public static Value of(Kind kind) {
      return new Value(kind, false, null, List.of());
    }

    /** Whether it is a message in the bytes. */
    public boolean isMessage() {
      return wrapped || kind.isMessage();
    }

    int tag(int number) {
      return number << 3 | (wrapped ? Kind.LENGTH : kind.wireType());
    }
  }

  /** A value of an enum. */
  public record EnumName(String name, int number) {}

  /** The types of values, by how they stand in the bytes. */
  public enum Kind {
    DOUBLE(1),
    FLOAT(5),
    INT32(0),
    INT64(0),
    UINT32(0),
    UINT64(0),
    SINT32(0),
    SINT64(0),
    FIXED32(5),
    FIXED64(1),
    SFIXED32(5),
    SFIXED64(1),
    BOOL(0),
    STRING(2),
    BYTES(2),
    ENUM(0),
    MESSAGE(2),
    /** {@code google.protobuf.Timestamp}. */
    TIMESTAMP(2),
    /** {@code google.protobuf.Duration}. */
    DURATION(2);

    /** The wire type of what has a length in front. */
    static final int LENGTH = 2;

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }

    /** The last three bits of a tag. */
    public int wireType() {
      return wireType;
    }

    boolean isMessage() {
      return this == MESSAGE || this == TIMESTAMP || this == DURATION;
    }

    /** Whether a list of these can stand without tags of their own. */
    public boolean isPackable() {
      return wireType != LENGTH;
    }
  }
}
