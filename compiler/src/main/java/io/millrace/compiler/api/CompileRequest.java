package io.millrace.compiler.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What to compile.
 *
 * @param files pipeline files
 * @param displayRoot paths in diagnostics are shown relative to it
 * @param basePackage Java package above the generated ones, as {@code com.example.pipelines}
 * @param modules optional parts of the runtime that the jobs will find
 */
public record CompileRequest(
    List<Path> files, Path displayRoot, String basePackage, ProjectModules modules) {
  /** Used when nobody chose a package. */
  public static final String DEFAULT_PACKAGE = "millrace.generated";

  public CompileRequest {
    files = List.copyOf(files);
  }

  /** A request for a class path that has every module. */
  public CompileRequest(List<Path> files, Path displayRoot, String basePackage) {
    this(files, displayRoot, basePackage, ProjectModules.all());
  }

  public CompileRequest withModules(ProjectModules newModules) {
    return new CompileRequest(files, displayRoot, basePackage, newModules);
  }
}
