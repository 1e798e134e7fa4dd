package io.millrace.compiler.api;

import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.signature.FunctionPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to compile.
 *
 * @param files pipeline files
 * @param displayRoot paths in diagnostics are shown relative to it
 * @param basePackage Java package above the generated ones, as {@code com.example.pipelines}
 * @param modules optional parts of the runtime that the jobs will find
 * @param environment whose overlays are applied; null for none
 * @param functions where classes of the project's own Java are, which are then checked when Java is
 *     generated; null: they are not looked at
 * @param rewritesOff rewrites that are not done, beside those that a pipeline switches off
 */
public record CompileRequest(
    List<Path> files,
    Path displayRoot,
    String basePackage,
    ProjectModules modules,
    @Nullable String environment,
    @Nullable FunctionPath functions,
    Set<JobDecl.Rewrite> rewritesOff) {
  /** Used when nobody chose a package. */
  public static final String DEFAULT_PACKAGE = "millrace.generated";

  public CompileRequest {
    files = List.copyOf(files);
    rewritesOff = Set.copyOf(rewritesOff);
  }

  /** A request for a class path that has every module. */
  public CompileRequest(List<Path> files, Path displayRoot, String basePackage) {
    this(files, displayRoot, basePackage, ProjectModules.all(), null, null, Set.of());
  }

  public CompileRequest withModules(ProjectModules newModules) {
    return new CompileRequest(
        files, displayRoot, basePackage, newModules, environment, functions, rewritesOff);
  }

  public CompileRequest withEnvironment(@Nullable String newEnvironment) {
    return new CompileRequest(
        files, displayRoot, basePackage, modules, newEnvironment, functions, rewritesOff);
  }

  public CompileRequest withFunctions(FunctionPath newFunctions) {
    return new CompileRequest(
        files, displayRoot, basePackage, modules, environment, newFunctions, rewritesOff);
  }

  /**
   * For who looks at every node as it runs, say: without rewrites, although a pipeline has them.
   */
  public CompileRequest withoutRewrites(Set<JobDecl.Rewrite> off) {
    return new CompileRequest(
        files, displayRoot, basePackage, modules, environment, functions, off);
  }
}
