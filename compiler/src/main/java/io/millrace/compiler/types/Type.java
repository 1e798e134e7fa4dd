package io.millrace.compiler.types;

/**
 * The type of a value in a pipeline. Nullability is not part of a type: it belongs to a {@link
 * Field} or an expression, and elements of lists and maps are never null.
 */
public sealed interface Type permits ScalarType, DecimalType, ListType, MapType, RecordType {
  /** As a user writes it: {@code list<string>}, {@code Payment}. */
  String display();

  /** Whether it is a value without parts. */
  default boolean isScalar() {
    return false;
  }
}
