package io.millrace.compiler.api;

import io.millrace.compiler.explain.Explanation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that compiled without errors.
 *
 * @param name the pipeline's name
 * @param source its YAML file
 * @param mainClass fully qualified name of the generated job class
 * @param files its Java sources; empty when only validation was asked for
 * @param plan the logical plan in canonical text
 * @param explanation null unless it was asked for
 * @param parameters names of the parameters that its job takes
 * @param kafka the Kafka clusters that it uses
 * @param modules which of its nodes need optional parts of the runtime
 * @param functions classes of the project's own Java that its job uses; empty when only validation
 *     was asked for
 * @param plans its plans; null if it was not made by the compiler
 */
public record CompiledPipeline(
    String name,
    Path source,
    String mainClass,
    List<GeneratedFile> files,
    String plan,
    @Nullable Explanation explanation,
    List<String> parameters,
    List<KafkaUse> kafka,
    List<ModuleUse> modules,
    List<String> functions,
    @Nullable PipelinePlans plans) {
  public CompiledPipeline {
    files = List.copyOf(files);
    parameters = List.copyOf(parameters);
    kafka = List.copyOf(kafka);
    modules = List.copyOf(modules);
    functions = List.copyOf(functions);
  }

  /** The artifact ids of the optional parts of the runtime that it needs, each once. */
  public List<String> moduleArtifacts() {
    return modules.stream().map(ModuleUse::artifactId).distinct().toList();
  }

  /** Its Flink SQL, which only Flink's planner can check. */
  public List<SqlUse> queries() {
    return plans == null ? List.of() : SqlUse.of(plans.resolved());
  }

  /** A pipeline without plans, and without Java of the project's own. */
  public CompiledPipeline(
      String name,
      Path source,
      String mainClass,
      List<GeneratedFile> files,
      String plan,
      @Nullable Explanation explanation,
      List<String> parameters,
      List<KafkaUse> kafka,
      List<ModuleUse> modules) {
    this(
        name,
        source,
        mainClass,
        files,
        plan,
        explanation,
        parameters,
        kafka,
        modules,
        List.of(),
        null);
  }

  /** A pipeline without parameters that uses no Kafka. */
  public CompiledPipeline(
      String name, Path source, String mainClass, List<GeneratedFile> files, String plan) {
    this(
        name, source, mainClass, files, plan, null, List.of(), List.of(), List.of(), List.of(),
        null);
  }
}
