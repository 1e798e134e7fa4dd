package io.millrace.compiler.generate.record;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.RecordType;
import java.util.List;

/**
 * A record class to generate.
 *
 * @param source the file that the header comment names
 * @param packageName the pipeline's package
 * @param className simple name
 * @param schemaName the record's name in state and messages
 */
public record RecordSpec(
    String source,
    String packageName,
    String className,
    String schemaName,
    Kind kind,
    List<StoredField> fields) {
  /** What the class is for. */
  public enum Kind {
    /** An immutable record. */
    ROW,
    /** An immutable record that a source emits: implements {@code Decoded}. */
    SOURCE_ROW,
    /** An immutable record of scalars with a hash code that never changes; never migrated. */
    KEY,
    /** A final class with public mutable fields and deep copies. */
    ACCUMULATOR
  }

  public RecordSpec {
    fields = List.copyOf(fields);
    for (StoredField field : fields) {
      if (kind == Kind.KEY
          && !(field.type() instanceof StoredType.Value value && value.type().isScalar())) {
        throw new IllegalArgumentException("no scalar in a key: " + field.storedName());
      }
      if (kind != Kind.ACCUMULATOR
          && (field.type() instanceof StoredType.DistinctOf
              || field.type() instanceof StoredType.CountsOf
              || field.type() instanceof StoredType.Sketch)) {
        throw new IllegalArgumentException("only in an accumulator: " + field.storedName());
      }
    }
  }

  /** How many slots a record's constructor may take: Java's limit of 255 less {@code this}. */
  public static final int MAX_SLOTS = 254;

  /** How many slots the constructor of an immutable record takes. */
  public int slots() {
    int slots = 0;
    for (StoredField field : fields) {
      boolean wide = StoredJava.isPrimitive(field.type()) && !isNarrow(field.type());
      slots += (wide ? 2 : 1) + (SerializerText.hasFlag(field) ? 1 : 0);
    }
    return slots;
  }

  private static boolean isNarrow(StoredType type) {
    return type instanceof StoredType.ChangeKind || StoredJava.isBool(type);
  }

  /** The class of a record type, with all of its fields. */
  public static RecordSpec of(String source, String packageName, RecordType type, Kind kind) {
    return new RecordSpec(
        source,
        packageName,
        JavaIdentifiers.type(type.name()),
        type.name(),
        kind,
        type.fields().stream().map(StoredField::of).toList());
  }
}
