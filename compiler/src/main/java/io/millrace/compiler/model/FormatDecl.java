package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Span;
import org.jspecify.annotations.Nullable;

/**
 * How rows stand in bytes.
 *
 * @param delimiter CSV only: one character, default comma
 * @param header CSV only: files and sinks start with a line of column names, default false
 */
public record FormatDecl(
    Located<Kind> kind,
    @Nullable Located<String> delimiter,
    @Nullable Located<Boolean> header,
    Span span,
    String path) {
  /** The formats. */
  public enum Kind {
    JSON,
    CSV,
    /** The value as it is: one field, string or bytes. */
    RAW
  }
}
