package io.millrace.compiler.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record: named fields in a fixed order.
 *
 * @param name the declared name ({@code Payment}) or one made from a node's id ({@code
 *     PerAccount}); also the simple name of the generated class
 * @param library name of the library that declares it, whose package then holds its class; null for
 *     a record of one pipeline alone. A record with a library has all of its fields.
 */
public record RecordType(String name, List<Field> fields, @Nullable String library)
    implements Type {
  public RecordType {
    fields = List.copyOf(fields);
  }

  /** A record of one pipeline. */
  public RecordType(String name, List<Field> fields) {
    this(name, fields, null);
  }

  /** The field of that name, or null. */
  public @Nullable Field field(String fieldName) {
    for (Field field : fields) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  @Override
  public String display() {
    return name;
  }
}
