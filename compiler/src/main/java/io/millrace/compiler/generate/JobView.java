package io.millrace.compiler.generate;

import java.util.List;

/**
 * A job class.
 *
 * @param source the YAML file, safe in a comment
 * @param comment lines about the pipeline, safe in a comment
 * @param constants whole declarations
 * @param parameters calls that declare the parameters: {@code .string("a", null, "b")}
 * @param preflight statements that run before the job is submitted
 * @param settings statements that configure the environment
 * @param graph statements that build the graph
 * @param nodes one method a node
 */
public record JobView(
    String source,
    String packageName,
    List<String> imports,
    List<String> comment,
    String className,
    String jobName,
    List<String> constants,
    List<String> parameters,
    List<String> preflight,
    List<String> settings,
    List<String> graph,
    List<NodeView> nodes,
    List<FunctionView> functions) {
  /** The method of a node. */
  public record NodeView(List<String> comment, String signature, List<String> body) {}
}
