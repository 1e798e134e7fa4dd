package io.millrace.compiler.optimize;

import io.millrace.compiler.plan.BlackholeSink;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JavaFunction;
import io.millrace.compiler.plan.JdbcSink;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Lookup;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.PlanVisitor;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.TopN;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs have to send old values, for nodes that are visited from the sinks upwards: what a
 * node asks of its inputs depends on what is asked of it.
 */
final class OldValueNeeds implements PlanVisitor<@Nullable Void> {
  private final Plan plan;
  private final BareDeletes bareDeletes;
  private final Set<String> outputs = new HashSet<>();

  /** Nodes whose rows are their input's, one by one: what comes in goes out, asked for or not. */
  private final Deque<PlanNode> transparent = new ArrayDeque<>();

  OldValueNeeds(Plan plan) {
    this.plan = plan;
    this.bareDeletes = new BareDeletes(plan);
    plan.shapes()
        .forEach(
            (name, shape) -> {
              if (shape.mode() instanceof ChangeMode.Retract) {
                outputs.add(name);
              }
            });
  }

  /** Outputs that send old values, by {@link StreamRef#display()}. */
  Set<String> outputs() {
    for (PlanNode node : transparent) {
      if (node.inputs().stream().anyMatch(input -> outputs.contains(input.display()))) {
        outputs.add(node.id());
      }
    }
    return outputs;
  }

  private boolean isNeeded(PlanNode node) {
    return outputs.contains(node.id());
  }

  /** The node takes rows back. */
  private @Nullable Void need(List<StreamRef> inputs) {
    for (StreamRef input : inputs) {
      if (!plan.shape(input).mode().isAppend()) {
        outputs.add(input.display());
      }
    }
    return null;
  }

  /** The node hands on what it gets; merged streams are taken back row by row. */
  private @Nullable Void passOn(PlanNode node, boolean needed) {
    return needed || node.inputs().size() > 1 ? need(node.inputs()) : null;
  }

  private @Nullable Void sink(PlanNode node) {
    return passOn(node, false);
  }

  @Override
  public @Nullable Void visit(KafkaSource node) {
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSource node) {
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.ElementsSource node) {
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.DatagenSource node) {
    return null;
  }

  @Override
  public @Nullable Void visit(PlanNode.Filter node) {
    return passOn(node, isNeeded(node));
  }

  @Override
  public @Nullable Void visit(PlanNode.Select node) {
    transparent.addFirst(node);
    return passOn(node, isNeeded(node) || bareDeletes.mayFail(node));
  }

  @Override
  public @Nullable Void visit(PlanNode.Unnest node) {
    return passOn(node, isNeeded(node));
  }

  @Override
  public @Nullable Void visit(PlanNode.Union node) {
    transparent.addFirst(node);
    return passOn(node, isNeeded(node));
  }

  /** One function writes all outputs, so they send old values together. */
  @Override
  public @Nullable Void visit(PlanNode.Route node) {
    Set<String> names = new HashSet<>();
    for (Column route : node.cases()) {
      names.add(node.id() + "." + route.name());
    }
    if (node.otherwise() != null) {
      names.add(node.id() + "." + node.otherwise());
    }
    boolean needed = names.stream().anyMatch(outputs::contains);
    if (needed) {
      outputs.addAll(names);
    }
    return passOn(node, needed);
  }

  @Override
  public @Nullable Void visit(PlanNode.Aggregate node) {
    return need(node.inputs());
  }

  /** A side with one row a key knows the old one itself, if that cannot have had another key. */
  @Override
  public @Nullable Void visit(Join node) {
    if (!node.leftByKey()) {
      need(node.left());
    }
    if (!node.rightByKey()) {
      need(node.right());
    }
    return null;
  }

  /** Rows go through; the small side is only looked up. */
  @Override
  public @Nullable Void visit(Enrich node) {
    if (node.rows().stream().allMatch(ref -> plan.shape(ref).mode().isAppend())) {
      return null;
    }
    transparent.addFirst(node);
    boolean needed = isNeeded(node) || node.rows().size() > 1 || bareDeletes.mayFail(node);
    return needed ? need(node.rows()) : null;
  }

  /** Its input appends. */
  @Override
  public @Nullable Void visit(Deduplicate node) {
    return null;
  }

  @Override
  public @Nullable Void visit(TopN node) {
    return node.replaces() instanceof TopN.Replaces.SameRow ? need(node.inputs()) : null;
  }

  @Override
  public @Nullable Void visit(KeyedProcess node) {
    return null;
  }

  @Override
  public @Nullable Void visit(JavaFunction node) {
    return null;
  }

  @Override
  public @Nullable Void visit(PatternMatch node) {
    return null;
  }

  @Override
  public @Nullable Void visit(Reduce node) {
    return null;
  }

  /** With old values, Flink need not keep the rows to find them. */
  @Override
  public @Nullable Void visit(Sql node) {
    return need(node.inputs());
  }

  @Override
  public @Nullable Void visit(PlanNode.KafkaSink node) {
    return passOn(node, bareDeletes.areWrittenWhole(node));
  }

  @Override
  public @Nullable Void visit(PlanNode.PrintSink node) {
    return passOn(node, bareDeletes.reach(node.inputs())); // it shows what was deleted
  }

  @Override
  public @Nullable Void visit(PlanNode.FileSink node) {
    return sink(node);
  }

  @Override
  public @Nullable Void visit(Lookup node) {
    return null;
  }

  @Override
  public @Nullable Void visit(JdbcSink node) {
    return sink(node);
  }

  @Override
  public @Nullable Void visit(BlackholeSink node) {
    return sink(node);
  }
}
