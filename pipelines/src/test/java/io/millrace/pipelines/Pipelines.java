package io.millrace.pipelines;

import io.millrace.compiler.api.CompileRequest;
import io.millrace.compiler.api.CompileResult;
import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.PipelineCompiler;
import io.millrace.compiler.diag.TerminalRenderer;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.signature.FunctionPath;
import io.millrace.local.jvm.JvmClassPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Compiles pipelines as users do: from a file, with all checks. */
final class Pipelines {
  private static final Path SHOWCASE = Path.of("src/main/pipelines");

  /** Where the Java of functions is. */
  static final Path FUNCTIONS = Path.of("src/test/functions");

  private static final Path TESTS = Path.of("src/test/pipelines");

  private Pipelines() {}

  /** A pipeline of this module. */
  static CompiledPipeline compile(String name) {
    return compile(SHOWCASE.resolve(name + ".yaml"));
  }

  /** A pipeline that only tests use. */
  static CompiledPipeline compileTest(String name) {
    return compile(TESTS.resolve(name + ".yaml"));
  }

  /** Fails on warnings, too. */
  static CompiledPipeline compile(Path file) {
    return compile(file, Path.of(""));
  }

  /** As the other, for a file of another repository. */
  static CompiledPipeline compile(Path file, Path repository) {
    return compile(file, repository, Set.of());
  }

  /** Without some rewrites. */
  static CompiledPipeline compile(Path file, Path repository, Set<JobDecl.Rewrite> rewritesOff) {
    Path functions =
        file.startsWith(TESTS) ? FUNCTIONS : file.toAbsolutePath().resolveSibling("functions");
    CompileResult result =
        new PipelineCompiler()
            .compile(
                new CompileRequest(
                        List.of(file.toAbsolutePath()),
                        repository.toAbsolutePath(),
                        CompileRequest.DEFAULT_PACKAGE)
                    .withoutRewrites(rewritesOff)
                    .withFunctions(new FunctionPath(List.of(functions), JvmClassPath.entries())));
    if (!result.diagnostics().isEmpty()) {
      throw new AssertionError(
          "diagnostics of "
              + file
              + ":\n"
              + new TerminalRenderer(false).render(result.diagnostics()));
    }
    return result.pipelines().get(0);
  }
}
