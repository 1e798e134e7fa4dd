package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;

/** The row type of a source. */
public sealed interface SchemaRef {
  /** The name of a type under {@code types}. */
  record Named(Located<String> name) implements SchemaRef {}

  /** Fields declared in place; the record is named after the source. */
  record Inline(TypeDecl type) implements SchemaRef {}
}
