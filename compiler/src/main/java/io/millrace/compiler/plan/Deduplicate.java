package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one row per key: the first that comes, so that rows are only added, or the last, which
 * replaces the one before.
 *
 * @param within how far apart rows are no longer duplicates; null: never
 * @param eventTime whether {@code within} counts in event time
 * @param order which of two rows is the later one; empty: event time, or arrival
 * @param row the input's fields; of a type of its own where rows update
 */
public record Deduplicate(
    NodeInfo info,
    List<StreamRef> inputs,
    List<Column> keys,
    boolean keepLast,
    @Nullable Duration within,
    boolean eventTime,
    List<OrderTerm> order,
    @Nullable Duration ttl,
    RecordType input,
    RecordType row)
    implements PlanNode {
  @Override
  public List<TypedExpression> rowExpressions() {
    List<TypedExpression> expressions =
        new ArrayList<>(keys.stream().map(Column::expression).toList());
    order.forEach(term -> expressions.add(term.expression()));
    return expressions;
  }

  @Override
  public List<StateSpec> states() {
    String what = keepLast ? "the last row of every key" : "every key that it ever saw";
    if (within != null) {
      return List.of(StateSpec.bounded(what, "`within`, " + Durations.display(within)));
    }
    return List.of(
        ttl == null
            ? StateSpec.unbounded(what, "`within: 1h`, or " + StateSpec.TTL)
            : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl)));
  }

  /** The same with other expressions of the same values. */
  public Deduplicate with(List<Column> newKeys, List<OrderTerm> newOrder) {
    return with(newKeys, newOrder, input, row);
  }

  /** The same with fewer fields in what comes in and goes out. */
  public Deduplicate with(RecordType newInput, RecordType newRow) {
    return with(keys, order, newInput, newRow);
  }

  private Deduplicate with(
      List<Column> newKeys, List<OrderTerm> newOrder, RecordType newInput, RecordType newRow) {
    return new Deduplicate(
        info, inputs, newKeys, keepLast, within, eventTime, newOrder, ttl, newInput, newRow);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
