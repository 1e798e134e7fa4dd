package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;

/** The window of an operator. */
public sealed interface WindowRef {
  /** The name of a window under {@code windows}. */
  record Named(Located<String> name) implements WindowRef {}

  /** Declared in place. */
  record Inline(WindowDecl window) implements WindowRef {}
}
