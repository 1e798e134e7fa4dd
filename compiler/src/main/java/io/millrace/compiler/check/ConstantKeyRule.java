package io.millrace.compiler.check;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.LintCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.TopN;
import java.util.List;

/** Warns of keys that are the same for all rows: one subtask would do all the work. */
final class ConstantKeyRule implements PlanRule {
  @Override
  public void check(Plan plan, Diagnostics out) {
    for (PlanNode node : plan.nodes()) {
      List<TypedExpression> keys = keys(node).stream().map(Column::expression).toList();
      if (!keys.isEmpty() && keys.stream().allMatch(key -> key.reads().isEmpty())) {
        out.add(
            Diagnostic.of(
                    LintCode.LNT001,
                    keys.get(0).span(),
                    node.info().path() + ".key",
                    "all rows of `" + node.id() + "` have this one key")
                .withHelp("key by a field; for one result over all rows write `key: []`"));
      }
    }
  }

  private static List<Column> keys(PlanNode node) {
    if (node instanceof PlanNode.Aggregate aggregate) {
      return aggregate.keys();
    } else if (node instanceof Deduplicate deduplicate) {
      return deduplicate.keys();
    } else if (node instanceof TopN top) {
      return top.keys();
    } else if (node instanceof KeyedProcess process) {
      return process.keys();
    } else if (node instanceof Reduce reduce) {
      return reduce.keys();
    } else if (node instanceof PatternMatch pattern) {
      return pattern.keys();
    }
    return List.of();
  }
}
