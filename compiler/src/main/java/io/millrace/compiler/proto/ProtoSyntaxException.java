package io.millrace.compiler.proto;

import io.millrace.compiler.diag.Span;

/** The first place of a file that is no {@code .proto}; stays within this package. */
final class ProtoSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Span span;

  ProtoSyntaxException(Span span, String message) {
    super(message, null, false, false);
    this.span = span;
  }

  Span span() {
    return span;
  }
}
