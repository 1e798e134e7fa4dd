package io.millrace.compiler.expr;

/**
 * What an expression reads.
 *
 * @param slot {@code row}, {@code param}, {@code window}, …
 * @param field the top-level field; empty where the slot is read as a whole
 */
public record FieldRead(String slot, String field) {
  /** Whether the slot is read as a whole, so that all its fields are needed. */
  public boolean whole() {
    return field.isEmpty();
  }
}
