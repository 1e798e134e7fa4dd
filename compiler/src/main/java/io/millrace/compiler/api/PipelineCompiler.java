package io.millrace.compiler.api;

import java.util.List;

/**
 * Compiles pipeline files. Opens no connection, needs no secret, and reads no files but those named
 * in the request and what they refer to.
 */
public final class PipelineCompiler {
  /** All checks, no Java. */
  public CompileResult validate(CompileRequest request) {
    return new CompileResult(List.of(), List.of());
  }

  /** All checks, and the Java sources of every pipeline without errors. */
  public CompileResult compile(CompileRequest request) {
    return new CompileResult(List.of(), List.of());
  }
}
