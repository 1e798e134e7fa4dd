package io.millrace.maven.generate;

import io.millrace.compiler.api.CompileRequest;
import java.nio.file.Path;

/**
 * What to generate, and where to.
 *
 * @param compile the pipelines
 * @param sourceDirectory where they lie; the record is kept per source directory
 * @param outputDirectory the Java source root to write to
 * @param embeddedDirectory where Maven puts copies of the pipelines for the jar
 * @param record the file that remembers what was written, see {@link WrittenFiles}
 */
public record GenerateRequest(
    CompileRequest compile,
    Path sourceDirectory,
    Path outputDirectory,
    Path embeddedDirectory,
    Path record) {
  public GenerateRequest {
    sourceDirectory = sourceDirectory.toAbsolutePath().normalize();
    outputDirectory = outputDirectory.toAbsolutePath().normalize();
    embeddedDirectory = embeddedDirectory.toAbsolutePath().normalize();
  }
}
