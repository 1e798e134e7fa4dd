package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.CommonExpressions;
import io.millrace.compiler.expr.CommonExpressions.Use;
import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes what occurs more than once in a function once. Functions are those of fused nodes, of
 * selects and routes with all their expressions, the part of an aggregate that adds rows, and each
 * expression of other nodes by itself.
 */
final class CommonExpressionRewrite implements PlanRewrite {
  @Override
  public JobDecl.@Nullable Rewrite key() {
    return JobDecl.Rewrite.COMMON_EXPRESSIONS;
  }

  @Override
  public String name() {
    return "common expressions";
  }

  @Override
  public String reason() {
    return "what costs something and occurs more than once in a function is computed once";
  }

  @Override
  public Plan rewrite(Plan plan) {
    Map<TypedExpression, TypedExpression> changed = new HashMap<>();
    Set<TypedExpression> together = new HashSet<>();
    for (PlanNode node : plan.nodes()) {
      String operator = plan.operatorOf(node.id());
      List<Use> function = List.of();
      if (node.id().equals(operator)) {
        List<String> ids = plan.fused().getOrDefault(operator, List.of());
        function = fused(ids.stream().map(plan::node).toList());
      } else if (node instanceof PlanNode.Aggregate aggregate) {
        function = added(aggregate);
      } else if (node instanceof PlanNode.Select || node instanceof PlanNode.Route) {
        function = uses(node.rowExpressions());
      }
      changed.putAll(CommonExpressions.share(function));
      function.forEach(use -> together.add(use.expression()));
    }
    UnaryOperator<TypedExpression> one =
        expression ->
            together.contains(expression)
                ? changed.getOrDefault(expression, expression)
                : alone(expression);
    ExpressionMapping sharing =
        new ExpressionMapping(expression -> one.apply(expression.withArguments(one)));
    List<PlanNode> nodes = plan.nodes().stream().map(node -> node.accept(sharing)).toList();
    return nodes.equals(plan.nodes()) ? plan : plan.with(nodes, plan.shapes());
  }

  private static List<Use> uses(List<TypedExpression> expressions) {
    return expressions.stream().map(e -> new Use(e, true)).toList();
  }

  /** What an expression has more than once by itself. */
  private static TypedExpression alone(TypedExpression expression) {
    return CommonExpressions.share(uses(List.of(expression))).getOrDefault(expression, expression);
  }

  /** Filters and selects one behind the other; fields of rows between them are no fields. */
  private static List<Use> fused(List<PlanNode> nodes) {
    List<Use> uses = new ArrayList<>();
    Map<String, Ir> row = Map.of();
    for (PlanNode node : nodes) {
      for (TypedExpression expression : node.rowExpressions()) {
        uses.add(new Use(expression, true, row, node.id()));
      }
      if (node instanceof PlanNode.Select select) {
        Map<String, TypedExpression> columns = new LinkedHashMap<>();
        for (Column column : select.columns()) {
          columns.put(column.name(), column.expression());
        }
        row = CommonExpressions.row(node.id(), columns, row);
      }
    }
    return uses;
  }

  /** Aggregates of one state add a row once. */
  private static List<Use> added(PlanNode.Aggregate node) {
    List<Use> uses = new ArrayList<>();
    Set<String> states = new HashSet<>();
    for (AggregateCall call : node.aggregates()) {
      if (!states.add(call.state())) {
        continue;
      }
      if (call.condition() != null) {
        uses.add(new Use(call.condition(), true));
      }
      boolean always = call.condition() == null;
      for (TypedExpression argument : call.arguments()) {
        uses.add(new Use(argument, always));
        always &= !argument.nullable();
      }
    }
    return uses;
  }
}
