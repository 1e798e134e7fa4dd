package io.millrace.compiler.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record: named fields in a fixed order.
 *
 * @param name the declared name ({@code Payment}) or one made from a node's id ({@code
 *     PerAccount}); also the simple name of the generated class
 */
public record RecordType(String name, List<Field> fields) implements Type {
  public RecordType {
    fields = List.copyOf(fields);
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
