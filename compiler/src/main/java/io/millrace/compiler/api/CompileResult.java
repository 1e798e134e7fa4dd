package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import java.util.List;

/**
 * What came of a request.
 *
 * @param pipelines those without errors, in the order of the request
 * @param shared the classes of the types of all libraries that were named or imported; a pipeline's
 *     own files hold those of them that it uses
 * @param pipelineFiles how many of the files hold a pipeline, sound or not
 * @param diagnostics of all files, sorted by position
 */
public record CompileResult(
    List<CompiledPipeline> pipelines,
    List<GeneratedFile> shared,
    int pipelineFiles,
    List<Diagnostic> diagnostics) {
  public CompileResult {
    pipelines = List.copyOf(pipelines);
    shared = List.copyOf(shared);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
