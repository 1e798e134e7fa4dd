package io.millrace.compiler.api;

import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline that compiled without errors.
 *
 * @param name the pipeline's name
 * @param source its YAML file
 * @param mainClass fully qualified name of the generated job class
 * @param files its Java sources; empty when only validation was asked for
 * @param plan the logical plan in canonical text
 */
public record CompiledPipeline(
    String name, Path source, String mainClass, List<GeneratedFile> files, String plan) {
  public CompiledPipeline {
    files = List.copyOf(files);
  }
}
