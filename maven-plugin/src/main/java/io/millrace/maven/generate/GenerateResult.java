package io.millrace.maven.generate;

import io.millrace.compiler.api.CompileResult;
import java.util.List;

/**
 * What came of generating.
 *
 * @param compiled the compiler's result; with an error in it no file was touched
 * @param written new or changed files
 * @param unchanged files that already had the right content
 * @param deleted files of pipelines that are gone
 * @param spared files that should be deleted but that someone else has changed since
 */
public record GenerateResult(
    CompileResult compiled, int written, int unchanged, int deleted, List<String> spared) {
  public GenerateResult {
    spared = List.copyOf(spared);
  }
}
