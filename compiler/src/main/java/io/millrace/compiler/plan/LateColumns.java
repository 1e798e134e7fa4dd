package io.millrace.compiler.plan;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.JobDecl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns of a fused select that filters behind it do not read: they are computed for rows that
 * pass, so that a filter stands ahead of what it does not depend on.
 */
public final class LateColumns {
  private LateColumns() {}

  /** The filter behind which a column is computed, by the column's name. */
  public static Map<String, String> of(Plan plan, PlanNode.Select node) {
    Map<String, String> late = new LinkedHashMap<>();
    String operator = plan.operatorOf(node.id());
    List<String> ids =
        operator == null ? List.of() : plan.fused().getOrDefault(operator, List.of());
    if (!plan.did(JobDecl.Rewrite.PUSH_DOWN)) {
      return late;
    }
    for (Column column : node.columns()) {
      boolean costs = !column.expression().isPlain() && !column.expression().canFail();
      if (costs) {
        String filter = before(plan, ids.subList(ids.indexOf(node.id()) + 1, ids.size()), column);
        if (!filter.isEmpty()) {
          late.put(column.name(), filter);
        }
      }
    }
    return late;
  }

  /** The last filter ahead of the first node that reads a column; empty if there is none. */
  private static String before(Plan plan, List<String> behind, Column column) {
    String filter = "";
    for (String id : behind) {
      PlanNode node = plan.node(id);
      // What fails is reported with the whole row.
      boolean fails = node.rowExpressions().stream().anyMatch(TypedExpression::canFail);
      if (fails || node instanceof PlanNode.Select || reads(node).contains(column.name())) {
        return filter;
      }
      filter = id;
    }
    return filter;
  }

  private static Set<String> reads(PlanNode node) {
    return node.rowExpressions().stream()
        .flatMap(expression -> expression.reads().stream())
        .filter(read -> read.slot().equals(Scope.ROW))
        .map(FieldRead::field)
        .collect(Collectors.toSet());
  }
}
