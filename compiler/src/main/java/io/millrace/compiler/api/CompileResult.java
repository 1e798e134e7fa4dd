package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.files.FilesRead;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param pipelines those without errors, in the order of the request
 * @param shared the classes of the types of all libraries that were named or imported; a pipeline's
 *     own files hold those of them that it uses
 * @param pipelineFiles how many of the files hold a pipeline, sound or not
 * @param environments those that overlays among the files are for
 * @param filesRead with them, what the files refer to
 * @param diagnostics of all files, sorted by position
 */
public record CompileResult(
    List<CompiledPipeline> pipelines,
    List<GeneratedFile> shared,
    int pipelineFiles,
    SortedSet<String> environments,
    FilesRead filesRead,
    List<Diagnostic> diagnostics) {
  public CompileResult {
    pipelines = List.copyOf(pipelines);
    shared = List.copyOf(shared);
    environments = Collections.unmodifiableSortedSet(new TreeSet<>(environments));
    diagnostics = List.copyOf(diagnostics);
  }

  /** What is wrong with the choice of an environment; null if it is known, or none was chosen. */
  public @Nullable String unknownEnvironment(@Nullable String environment) {
    if (environment == null || environments.contains(environment)) {
      return null;
    }
    return "no overlay is for environment `"
        + environment
        + "`"
        + (environments.isEmpty()
            ? ": there is no file of kind Overlay"
            : "; there are: " + String.join(", ", environments));
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
