package io.millrace.compiler.generate.record;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a generated record class.
 *
 * @param javaName the component or field, a legal identifier
 * @param storedName the identity in state: when it stays, the field keeps its values whatever its
 *     Java name
 * @param nullable whether it may be absent; a primitive then has a flag {@code <javaName>Present}
 *     behind it
 * @param defaultValue what fills it when old state lacks it: a Boolean, Long, Double, BigDecimal or
 *     String
 * @param aliases earlier stored names
 */
public record StoredField(
    String javaName,
    String storedName,
    StoredType type,
    boolean nullable,
    @Nullable Object defaultValue,
    List<String> aliases) {
  public StoredField {
    aliases = List.copyOf(aliases);
  }

  /** A field of a row. */
  public static StoredField of(Field field) {
    return new StoredField(
        JavaIdentifiers.field(field.name()),
        field.name(),
        new StoredType.Value(field.type()),
        field.nullable(),
        field.defaultValue(),
        field.aliases());
  }

  /** A field without extras, by one name. */
  public static StoredField of(String name, Type type, boolean nullable) {
    return of(Field.of(name, type, nullable));
  }

  /** The change kind in front of an updating row. */
  public static StoredField changeKind() {
    return new StoredField(
        "changeKind", "changeKind", new StoredType.ChangeKind(), false, null, List.of());
  }

  /** The presence flag's name. */
  String presence() {
    return javaName + "Present";
  }
}
