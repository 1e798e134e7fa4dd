package io.millrace.compiler.plan;

import io.millrace.compiler.diag.SourceFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logical plan of a pipeline.
 *
 * @param nodes in an order in which every node stands behind its inputs
 * @param shapes what each output carries, by {@link StreamRef#display()}: {@code large}, {@code
 *     by-region.eu}, {@code per-account.late}
 * @param fused ids of nodes that are one operator, in their order, by that of the last one
 * @param keptPlaces ids of keyed nodes whose rows lie where their keys belong, and stay there
 */
public record Plan(
    String name,
    String description,
    SourceFile file,
    List<Parameter> parameters,
    JobSettings job,
    List<PlanNode> nodes,
    Map<String, StreamShape> shapes,
    Map<String, List<String>> fused,
    Set<String> keptPlaces) {
  public Plan {
    parameters = List.copyOf(parameters);
    nodes = List.copyOf(nodes);
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    fused = Map.copyOf(fused);
    keptPlaces = Set.copyOf(keptPlaces);
  }

  /** A plan in which every node is an operator. */
  public Plan(
      String name,
      String description,
      SourceFile file,
      List<Parameter> parameters,
      JobSettings job,
      List<PlanNode> nodes,
      Map<String, StreamShape> shapes) {
    this(name, description, file, parameters, job, nodes, shapes, Map.of(), Set.of());
  }

  /** The same plan with other nodes. */
  public Plan with(List<PlanNode> newNodes, Map<String, StreamShape> newShapes) {
    return new Plan(
        name, description, file, parameters, job, newNodes, newShapes, fused, keptPlaces);
  }

  /** The same plan with other settings. */
  public Plan with(JobSettings newJob) {
    return new Plan(name, description, file, parameters, newJob, nodes, shapes, fused, keptPlaces);
  }

  /** The same plan with nodes that are one operator. */
  public Plan withFused(Map<String, List<String>> newFused) {
    return new Plan(name, description, file, parameters, job, nodes, shapes, newFused, keptPlaces);
  }

  /** The same plan with keyed nodes that read rows where they lie. */
  public Plan withKeptPlaces(Set<String> kept) {
    return new Plan(name, description, file, parameters, job, nodes, shapes, fused, kept);
  }

  /** The last of the nodes that a node is one operator with; null if it is one by itself. */
  public @Nullable String operatorOf(String id) {
    for (Map.Entry<String, List<String>> operator : fused.entrySet()) {
      if (operator.getValue().contains(id)) {
        return operator.getKey();
      }
    }
    return null;
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
