package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;

/** What happens to a record that cannot be decoded, or a row for which an expression fails. */
public sealed interface OnErrorDecl {
  /** The job fails: the default. */
  record Fail(Span span) implements OnErrorDecl {}

  /** It is dropped and counted. */
  record Skip(Span span) implements OnErrorDecl {}

  /** It goes to the named Kafka sink, with where it is from and the cause in headers. */
  record DeadLetter(Located<String> sink) implements OnErrorDecl {}
}
