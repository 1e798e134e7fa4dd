package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.KafkaRecord;
import io.millrace.compiler.plan.KafkaSource;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import java.util.List;

/**
 * Deletes of which only the key is known, as tombstones of a topic are: what reads more of a
 * deleted row must be given its last values.
 */
final class BareDeletes {
  private final Plan plan;

  BareDeletes(Plan plan) {
    this.plan = plan;
  }

  /** Whether deletes that a node reads may be bare, where no old values are sent. */
  boolean reach(List<StreamRef> inputs) {
    return inputs.stream().anyMatch(input -> areIn(plan.node(input.node())));
  }

  private boolean areIn(PlanNode node) {
    if (node instanceof KafkaSource source) {
      return source.upsert() != null;
    }
    boolean handsOn =
        node instanceof PlanNode.Filter
            || node instanceof PlanNode.Route
            || node instanceof PlanNode.Select
            || node instanceof PlanNode.Union
            || node instanceof Enrich;
    return handsOn && reach(node.inputs());
  }

  /** Whether evaluating a node's expressions for a bare delete could fail for no good reason. */
  boolean mayFail(PlanNode node) {
    return node.rowExpressions().stream().anyMatch(TypedExpression::canFail)
        && reach(node.inputs());
  }

  /** Whether a record that deletes has headers, or a timestamp, of the row. */
  boolean areWrittenWhole(PlanNode.KafkaSink sink) {
    KafkaRecord record = sink.record();
    return (!record.headers().isEmpty() || record.stamp().kind() == KafkaRecord.Stamp.Kind.FIELD)
        && reach(sink.inputs());
  }
}
