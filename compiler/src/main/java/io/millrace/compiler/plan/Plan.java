package io.millrace.compiler.plan;

import io.millrace.compiler.diag.SourceFile;
import io.millrace.compiler.model.JobDecl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The logical plan of a pipeline. */
public final class Plan {
  private final String name;
  private final String description;
  private final SourceFile file;
  private final List<Parameter> parameters;
  private final JobSettings job;
  private final List<PlanNode> nodes;
  private final Map<String, StreamShape> shapes;
  private final Operators operators;

  /** Made when it is needed first. */
  private @Nullable PlanIndex index;

  /**
   * A plan.
   *
   * @param nodes in an order in which every node stands behind its inputs
   * @param shapes what each output carries, by {@link StreamRef#display()}: {@code large}, {@code
   *     by-region.eu}, {@code per-account.late}
   * @param operators how nodes become operators
   */
  public Plan(
      String name,
      String description,
      SourceFile file,
      List<Parameter> parameters,
      JobSettings job,
      List<PlanNode> nodes,
      Map<String, StreamShape> shapes,
      Operators operators) {
    this.name = name;
    this.description = description;
    this.file = file;
    this.parameters = List.copyOf(parameters);
    this.job = job;
    this.nodes = List.copyOf(nodes);
    this.shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    this.operators = operators;
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
    this(name, description, file, parameters, job, nodes, shapes, Operators.ONE_A_NODE);
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public SourceFile file() {
    return file;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  public JobSettings job() {
    return job;
  }

  /** Every node stands behind its inputs. */
  public List<PlanNode> nodes() {
    return nodes;
  }

  /** What each output carries, by {@link StreamRef#display()}. */
  public Map<String, StreamShape> shapes() {
    return shapes;
  }

  /** Ids of nodes that are one operator, in their order, by that of the last one. */
  public Map<String, List<String>> fused() {
    return operators.fused();
  }

  /** Ids of keyed nodes whose rows lie where their keys belong, and stay there. */
  public Set<String> keptPlaces() {
    return operators.keptPlaces();
  }

  /** Whether a rewrite was done that decides how nodes become Java. */
  public boolean did(JobDecl.Rewrite rewrite) {
    return operators.done().contains(rewrite);
  }

  /** The same plan with other nodes. */
  public Plan with(List<PlanNode> newNodes, Map<String, StreamShape> newShapes) {
    return new Plan(name, description, file, parameters, job, newNodes, newShapes, operators);
  }

  /** The same plan with other settings. */
  public Plan with(JobSettings newJob) {
    return new Plan(name, description, file, parameters, newJob, nodes, shapes, operators);
  }

  /** The same plan with nodes that are one operator. */
  public Plan withFused(Map<String, List<String>> newFused) {
    return with(operators.withFused(newFused));
  }

  /** The same plan with keyed nodes that read rows where they lie. */
  public Plan withKeptPlaces(Set<String> kept) {
    return with(operators.withKeptPlaces(kept));
  }

  /** The same plan with windowed aggregates that have their first step in common. */
  public Plan withSharedSlices(List<List<String>> shared) {
    return with(operators.withSharedSlices(shared));
  }

  /** The same plan after a rewrite that decides how nodes become Java. */
  public Plan withDone(JobDecl.Rewrite rewrite) {
    return with(operators.withDone(rewrite));
  }

  private Plan with(Operators newOperators) {
    return new Plan(name, description, file, parameters, job, nodes, shapes, newOperators);
  }

  /**
   * The windowed aggregates that have the first of their two steps in common with one, itself among
   * them, in their order; none if it has a step of its own.
   */
  public List<String> sharingSlices(String id) {
    return operators.sharedSlices().stream()
        .filter(group -> group.contains(id))
        .findFirst()
        .orElse(List.of());
  }

  /** The last of the nodes that a node is one operator with; null if it is one by itself. */
  public @Nullable String operatorOf(String id) {
    return index().operatorOf(id);
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
    PlanNode node = index().node(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  /** The names of a node's outputs, as in {@link #shapes}, in their order. */
  public List<String> outputs(PlanNode node) {
    return index().outputs(node.id());
  }

  /** Whether a node reads an output. */
  public boolean isRead(StreamRef output) {
    return index().isRead(output);
  }

  private PlanIndex index() {
    PlanIndex made = index;
    if (made == null) {
      made = new PlanIndex(this);
      index = made;
    }
    return made;
  }
}
