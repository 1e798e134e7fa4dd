package io.millrace.compiler.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What to compile.
 *
 * @param files pipeline files
 * @param displayRoot paths in diagnostics are shown relative to it
 * @param basePackage Java package above the generated ones, as {@code com.example.pipelines}
 */
public record CompileRequest(List<Path> files, Path displayRoot, String basePackage) {
  /** Used when nobody chose a package. */
  public static final String DEFAULT_PACKAGE = "millrace.generated";

  public CompileRequest {
    files = List.copyOf(files);
  }
}
