package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one operator of filters and selects that stand in a row, each the only reader of the one in
 * front of it. No rows are made between them. It is the operator of the last one: that a stateless
 * one is gone from a savepoint does not matter.
 */
final class FusionRewrite implements PlanRewrite {
  /**
   * What one function may do, in operands, operations and values. Each makes about four bytes of
   * code, and the JVM's optimizing compiler takes no method of more than 8,000.
   */
  private static final int MOST_WORK = 1_000;

  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.FUSION;
  }

  @Override
  public String name() {
    return "fusion";
  }

  @Override
  public String reason() {
    return "filters and selects in a row are one operator, without rows between them";
  }

  @Override
  public Plan rewrite(Plan plan) {
    Map<String, Integer> readers = new HashMap<>();
    plan.nodes().stream()
        .flatMap(node -> node.inputs().stream())
        .forEach(input -> readers.merge(input.display(), 1, Integer::sum));
    Map<String, PlanNode> open = new HashMap<>();
    Map<String, List<String>> fused = new LinkedHashMap<>();
    Map<String, Integer> works = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (!isFusible(plan, node)) {
        continue;
      }
      PlanNode before = before(node, open);
      List<String> chain = new ArrayList<>();
      int work = work(node);
      if (before != null
          && readers.getOrDefault(before.id(), 0) == 1
          && follows(before, node)
          && works.getOrDefault(before.id(), 0) + work <= MOST_WORK) {
        work += works.getOrDefault(before.id(), 0);
        chain.addAll(fused.getOrDefault(before.id(), List.of(before.id())));
        fused.remove(before.id());
      }
      chain.add(node.id());
      works.put(node.id(), work);
      if (chain.size() > 1) {
        fused.put(node.id(), chain);
      }
      // Behind a select that fails, there would be no row to tell of.
      if (!(node instanceof PlanNode.Select) || !canFail(node)) {
        open.put(node.id(), node);
      }
    }
    return fused.isEmpty() ? plan : plan.withFused(fused);
  }

  private static int work(PlanNode node) {
    return node.rowExpressions().stream().mapToInt(expression -> expression.size() + 1).sum();
  }

  private static boolean isFusible(Plan plan, PlanNode node) {
    return (node instanceof PlanNode.Filter || node instanceof PlanNode.Select)
        && node.info().onError() instanceof ErrorPolicy.Fail
        && node.inputs().stream().allMatch(input -> plan.shape(input).mode().isAppend())
        && plan.shape(new StreamRef(node.id(), null, node.info().span())).mode().isAppend();
  }

  /** The node that others can follow, whose main output is all that a node reads. */
  private static @Nullable PlanNode before(PlanNode node, Map<String, PlanNode> open) {
    StreamRef input = node.inputs().get(0);
    return node.inputs().size() == 1 && input.output() == null ? open.get(input.node()) : null;
  }

  private static boolean follows(PlanNode before, PlanNode node) {
    return Objects.equals(before.info().parallelism(), node.info().parallelism())
        && rowOf(before).equals(inputOf(node))
        && node.rowExpressions().stream().noneMatch(FusionRewrite::readsWholeRow);
  }

  private static String rowOf(PlanNode node) {
    return node instanceof PlanNode.Select select
        ? select.row().name()
        : ((PlanNode.Filter) node).row().name();
  }

  private static String inputOf(PlanNode node) {
    return node instanceof PlanNode.Select select
        ? select.input().name()
        : ((PlanNode.Filter) node).row().name();
  }

  private static boolean readsWholeRow(TypedExpression expression) {
    return expression.reads().stream()
        .filter(read -> read.slot().equals(Scope.ROW))
        .anyMatch(FieldRead::whole);
  }

  private static boolean canFail(PlanNode node) {
    return node.rowExpressions().stream().anyMatch(TypedExpression::canFail);
  }
}
