package io.millrace.compiler.types;

/**
 * A type as it stands in a declaration.
 *
 * @param nullable whether a {@code ?} follows, so that the value may be absent
 */
public record TypeRef(Type type, boolean nullable) {
  /** As a user writes it: {@code list<string>?}. */
  public String display() {
    return type.display() + (nullable ? "?" : "");
  }
}
