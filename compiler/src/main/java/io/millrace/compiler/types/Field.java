package io.millrace.compiler.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record.
 *
 * @param name the identifier that expressions use
 * @param wireName the key in JSON or the column in CSV
 * @param nullable whether it may be absent
 * @param defaultValue what a missing value becomes: a Boolean, Long, Double or String (timestamps
 *     and durations as Long microseconds, decimals as BigDecimal), or null for none
 * @param aliases earlier wire names, tried on input when {@code wireName} is missing, and on
 *     restore of old state
 * @param form how a timestamp stands on the wire; ISO for all other types
 */
public record Field(
    String name,
    String wireName,
    Type type,
    boolean nullable,
    @Nullable Object defaultValue,
    List<String> aliases,
    TimestampForm form) {
  public Field {
    aliases = List.copyOf(aliases);
  }

  /** A field without extras. */
  public static Field of(String name, Type type, boolean nullable) {
    return new Field(name, name, type, nullable, null, List.of(), TimestampForm.ISO);
  }

  /** As a user writes it: {@code note: string?}. */
  public String display() {
    return name + ": " + type.display() + (nullable ? "?" : "");
  }
}
