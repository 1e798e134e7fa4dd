package io.millrace.compiler.plan;

import io.millrace.compiler.diag.SourceFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The logical plan of a pipeline.
 *
 * @param nodes in an order in which every node stands behind its inputs
 * @param shapes what each output carries, by {@link StreamRef#display()}: {@code large}, {@code
 *     by-region.eu}, {@code per-account.late}
 */
public record Plan(
    String name,
    String description,
    SourceFile file,
    List<Parameter> parameters,
    JobSettings job,
    List<PlanNode> nodes,
    Map<String, StreamShape> shapes) {
  public Plan {
    parameters = List.copyOf(parameters);
    nodes = List.copyOf(nodes);
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  /** What an output carries. */
  public StreamShape shape(StreamRef ref) {
    StreamShape shape = shapes.get(ref.display());
    if (shape == null) {
      throw new IllegalArgumentException("no output " + ref.display());
    }
    return shape;
  }

  /** The node of that id. */
  public PlanNode node(String id) {
    for (PlanNode node : nodes) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no node " + id);
  }
}
