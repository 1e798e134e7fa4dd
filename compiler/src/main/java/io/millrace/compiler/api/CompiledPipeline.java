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
 * @param parameters names of the parameters that its job takes
 * @param kafka the Kafka clusters that it uses
 */
public record CompiledPipeline(
    String name,
    Path source,
    String mainClass,
    List<GeneratedFile> files,
    String plan,
    List<String> parameters,
    List<KafkaUse> kafka) {
  public CompiledPipeline {
    files = List.copyOf(files);
    parameters = List.copyOf(parameters);
    kafka = List.copyOf(kafka);
  }

  /** A pipeline without parameters that uses no Kafka. */
  public CompiledPipeline(
      String name, Path source, String mainClass, List<GeneratedFile> files, String plan) {
    this(name, source, mainClass, files, plan, List.of(), List.of());
  }
}
