package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import org.jspecify.annotations.Nullable;

/** A typed parameter of a pipeline, resolved when its job starts. */
public record ParameterDecl(
    Located<String> name,
    Located<Kind> kind,
    @Nullable Located<String> env,
    @Nullable Located<String> file,
    @Nullable SourceText defaultValue,
    String description) {
  /** What a parameter can be. */
  public enum Kind {
    STRING,
    INT,
    DOUBLE,
    BOOL,
    DURATION,
    TIMESTAMP,
    /** Never printed, logged or visible to expressions. */
    SECRET
  }
}
