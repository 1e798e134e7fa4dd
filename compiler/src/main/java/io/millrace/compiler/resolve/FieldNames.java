package io.millrace.compiler.resolve;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that the fields of one record have in Java. */
final class FieldNames {
  private final Map<String, String> taken = new HashMap<>();

  /** Takes a field's names: the field that has one of them already, or null. */
  @Nullable String take(Field field) {
    String clash = taken.putIfAbsent(JavaIdentifiers.field(field.name()), field.name());
    String flagClash =
        field.nullable() && JavaTypes.isPrimitive(field.type())
            ? taken.putIfAbsent(JavaIdentifiers.presenceFlag(field.name()), field.name())
            : null;
    return clash != null ? clash : flagClash;
  }
}
