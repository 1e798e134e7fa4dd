package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.TopN;
import io.millrace.compiler.plan.TwoPhase;
import io.millrace.compiler.types.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves rows where they are in front of a keyed node if the node ahead of it had them by the same
 * key: they lie in the subtask that they would be sent to. Only keys of one part count, which is
 * always there, so that both nodes hash the same value of the same type.
 */
final class KeyReuseRewrite implements PlanRewrite {
  /**
   * How the rows of a stream lie.
   *
   * @param field whose value decides on the subtask
   * @param of the node that put them there
   */
  private record Placed(String field, Type type, PlanNode of) {}

  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.KEY_REUSE;
  }

  @Override
  public String name() {
    return "key reuse";
  }

  @Override
  public String reason() {
    return "rows that are partitioned by a node's key already are not sent over the network again";
  }

  @Override
  public Plan rewrite(Plan plan) {
    if (plan.job().mode() != null && plan.job().mode().value() != JobDecl.Mode.STREAMING) {
      return plan; // a batch sorts the rows of each keyed node by itself
    }
    Map<String, Placed> placed = new HashMap<>();
    Set<String> kept = new LinkedHashSet<>();
    for (PlanNode node : plan.nodes()) {
      Placed in = input(plan, node, placed);
      Column key = key(plan, node);
      if (key != null && in != null && isRead(key.expression(), in)) {
        kept.add(node.id());
      }
      Placed out = output(node, key, in);
      if (out != null) {
        placed.put(node.id(), out);
      }
    }
    return kept.isEmpty() ? plan : plan.withKeptPlaces(kept);
  }

  /** How the one stream that a node reads lies, if the node works where its rows are. */
  private static @Nullable Placed input(Plan plan, PlanNode node, Map<String, Placed> placed) {
    if (node.inputs().size() != 1) {
      return null;
    }
    StreamRef ref = node.inputs().get(0);
    Placed in = placed.get(ref.display());
    boolean stays =
        in != null
            && plan.shape(ref).mode().isAppend()
            && node.info().onError() instanceof ErrorPolicy.Fail
            && Objects.equals(in.of().info().parallelism(), node.info().parallelism());
    return stays ? in : null;
  }

  /** The one part of the key by which a node wants its rows. */
  private static @Nullable Column key(Plan plan, PlanNode node) {
    List<Column> keys = List.of();
    if (node instanceof PlanNode.Aggregate aggregate && !TwoPhase.asked(plan, aggregate)) {
      keys = aggregate.keys();
    } else if (node instanceof Deduplicate deduplicate) {
      keys = deduplicate.keys();
    } else if (node instanceof TopN topN) {
      keys = topN.keys();
    } else if (node instanceof Reduce reduce) {
      keys = reduce.keys();
    } else if (node instanceof KeyedProcess process) {
      keys = process.keys();
    }
    return keys.size() == 1 && !keys.get(0).expression().nullable() ? keys.get(0) : null;
  }

  private static boolean isRead(TypedExpression expression, Placed in) {
    return in.field().equals(read(expression, Scope.ROW)) && in.type().equals(expression.type());
  }

  /** The field that is all of an expression; null if it is anything else. */
  private static @Nullable String read(TypedExpression expression, String slot) {
    return expression.root() instanceof Ir.Read read
            && read.slot().equals(slot)
            && !read.nullable()
            && !read.field().isEmpty()
        ? read.field()
        : null;
  }

  private static @Nullable Placed output(PlanNode node, @Nullable Column key, @Nullable Placed in) {
    if (node instanceof PlanNode.Aggregate || node instanceof Reduce) {
      return key == null ? null : new Placed(key.name(), key.expression().type(), node);
    }
    if (node instanceof Deduplicate || node instanceof TopN) {
      String field = key == null ? null : read(key.expression(), Scope.ROW);
      return field == null ? null : new Placed(field, key.expression().type(), node);
    }
    if (node instanceof Join join) {
      return joined(join);
    }
    if (node instanceof PlanNode.Filter) {
      return in;
    }
    return in != null && node instanceof PlanNode.Select select
        ? renamed(in, select.columns(), Scope.ROW, in.field())
        : null;
  }

  private static @Nullable Placed joined(Join join) {
    JoinKey key = join.on().get(0);
    String left = read(key.left(), Scope.ROW);
    String right = read(key.right(), Scope.ROW);
    if (join.on().size() != 1 || key.nullable() || join.padsLeft() || join.padsRight()) {
      return null;
    }
    Placed made = new Placed("", key.left().type(), join);
    Placed out = renamed(made, join.columns(), Join.KEY, key.name());
    if (out == null && left != null) {
      out = renamed(made, join.columns(), Join.LEFT, left);
    }
    return out == null && right != null ? renamed(made, join.columns(), Join.RIGHT, right) : out;
  }

  /** The same rows, whose column has the value that a field had. */
  private static @Nullable Placed renamed(
      Placed in, List<Column> columns, String slot, String field) {
    return columns.stream()
        .filter(column -> field.equals(read(column.expression(), slot)))
        .findFirst()
        .map(column -> new Placed(column.name(), in.type(), in.of()))
        .orElse(null);
  }
}
