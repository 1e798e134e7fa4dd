package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.Outcome;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.model.OnErrorDecl;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.model.PipelineDecl;
import io.millrace.compiler.model.SinkDecl;
import io.millrace.compiler.model.SourceDecl;
import io.millrace.compiler.plan.JobSettings;
import io.millrace.compiler.plan.Parameter;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Declarations to a logical plan: names are resolved, expressions typed, and every output gets its
 * row type, event time and changelog mode. A node with a mistake is left out, and what it feeds is
 * not reported again.
 */
public final class PipelineResolver {
  private final Resolution resolution;

  private PipelineResolver(PipelineDecl pipeline, Imports imports, SchemaFiles files) {
    this.resolution = new Resolution(pipeline, imports, files);
  }

  /** The plan, or all mistakes that were found. */
  public static Outcome<Plan> resolve(PipelineDecl pipeline, Imports imports, SchemaFiles files) {
    return new PipelineResolver(pipeline, imports, files).run();
  }

  private Outcome<Plan> run() {
    PipelineDecl pipeline = resolution.pipeline;
    SettingsResolver settings = new SettingsResolver(resolution);
    List<Parameter> parameters = settings.parameters();
    JobSettings job = settings.job();
    TypeResolver types = new TypeResolver(resolution, null);
    types.resolveAll();
    Connections connections = new Connections(resolution);
    Set<String> deadLetterSinks = deadLetterSinks();
    List<OperatorDecl> ordered = new GraphOrder(pipeline, resolution.out).order();
    List<PlanNode> nodes = new ArrayList<>();
    SourceResolver sources = new SourceResolver(resolution, types, connections);
    for (SourceDecl source : pipeline.sources()) {
      add(nodes, sources.resolve(source));
    }
    Inputs inputs = new Inputs(resolution);
    OperatorResolver operators = new OperatorResolver(resolution, inputs, types, connections);
    for (OperatorDecl operator : ordered) {
      PlanNode node = operators.resolve(operator);
      add(nodes, node);
      if (node != null) {
        OnErrorCheck.check(resolution, operator.head(), node);
      }
    }
    SinkResolver sinks = new SinkResolver(resolution, inputs, connections, deadLetterSinks);
    for (SinkDecl sink : pipeline.sinks()) {
      add(nodes, sinks.resolve(sink));
    }
    checkEnds(pipeline);
    List<Diagnostic> found = resolution.out.sorted();
    if (resolution.out.hasErrors()) {
      return Outcome.failed(found);
    }
    Span span = pipeline.span();
    return new Outcome<>(
        new Plan(
            pipeline.name().value(),
            pipeline.description(),
            span.source(),
            parameters,
            job,
            nodes,
            resolution.shapes),
        found);
  }

  private static void add(List<PlanNode> nodes, @Nullable PlanNode node) {
    if (node != null) {
      nodes.add(node);
    }
  }

  private void checkEnds(PipelineDecl pipeline) {
    if (pipeline.sources().isEmpty() || pipeline.sinks().isEmpty()) {
      String missing = pipeline.sources().isEmpty() ? "source" : "sink";
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN001,
              pipeline.name().span(),
              "name",
              "pipeline `" + pipeline.name().value() + "` has no " + missing));
    }
  }

  /** Ids of sinks that nodes name for their dead letters; names that are no sink are reported. */
  private Set<String> deadLetterSinks() {
    Set<String> sinks = new HashSet<>();
    List<String> known =
        resolution.pipeline.sinks().stream().map(s -> s.head().id().value()).toList();
    List<NodeHead> nodes = new ArrayList<>();
    resolution.pipeline.sources().forEach(source -> nodes.add(source.head()));
    resolution.pipeline.operators().forEach(operator -> nodes.add(operator.head()));
    for (NodeHead node : nodes) {
      if (node.onError() instanceof OnErrorDecl.DeadLetter deadLetter) {
        Located<String> name = deadLetter.sink();
        if (known.contains(name.value())) {
          sinks.add(name.value());
        } else {
          resolution.unknown(ReferenceCode.REF010, name, node.path() + ".on-error", "sink", known);
        }
      }
    }
    return sinks;
  }
}
