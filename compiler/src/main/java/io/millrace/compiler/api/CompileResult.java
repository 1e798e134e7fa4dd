package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import java.util.List;

/**
 * What came of a request.
 *
 * @param pipelines those without errors, in the order of the request
 * @param diagnostics of all files, sorted by position
 */
public record CompileResult(List<CompiledPipeline> pipelines, List<Diagnostic> diagnostics) {
  public CompileResult {
    pipelines = List.copyOf(pipelines);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
