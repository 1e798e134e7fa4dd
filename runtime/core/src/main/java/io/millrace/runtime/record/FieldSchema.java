package io.millrace.runtime.record;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored field, as a serializer's snapshot keeps it.
 *
 * @param name the field's identity: stays when the Java name changes
 * @param nullable whether it may be absent
 * @param defaultValue what fills it when old state lacks it: a Boolean, Long, Double, BigDecimal or
 *     String, or null for none
 * @param aliases earlier identities
 */
public record FieldSchema(
    String name,
    FieldType type,
    boolean nullable,
    @Nullable Object defaultValue,
    List<String> aliases)
    implements Serializable {
  public FieldSchema {
    aliases = List.copyOf(aliases);
  }
}
