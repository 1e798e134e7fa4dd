package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows per key in an order, of each window or of all rows so far.
 *
 * @param rank the last field of the row, its place from 1; null: none
 * @param allTies whether rows equal to the last one kept stay too, and equal rows share a rank
 * @param window null: all rows so far
 * @param ofInput whether the window is that of the results that are read, one millisecond of event
 *     time
 * @param replaces how a row of an input that updates finds the one that it replaces
 * @param row the input's fields, and the rank; of a type of its own where rows update
 */
public record TopN(
    NodeInfo info,
    List<StreamRef> inputs,
    List<Column> keys,
    List<OrderTerm> order,
    long limit,
    @Nullable String rank,
    boolean allTies,
    @Nullable WindowSpec window,
    boolean ofInput,
    Replaces replaces,
    @Nullable Duration ttl,
    RecordType input,
    RecordType row)
    implements PlanNode {
  /** How a row finds the one that it replaces. */
  public sealed interface Replaces {
    /** The input appends. */
    record Nothing() implements Replaces {}

    /** By the key that the input updates by, which holds the key of the ranking. */
    record SameKey(List<String> key) implements Replaces {}

    /** The input takes back whole rows. */
    record SameRow() implements Replaces {}
  }

  /** Name of the output of rows that came too late for their windows. */
  public static final String LATE = Aggregate.LATE;

  @Override
  public List<TypedExpression> rowExpressions() {
    List<TypedExpression> expressions =
        new ArrayList<>(keys.stream().map(Column::expression).toList());
    order.forEach(term -> expressions.add(term.expression()));
    return expressions;
  }

  @Override
  public List<StateSpec> states() {
    boolean appends = replaces instanceof Replaces.Nothing;
    if (window != null || (appends && keys.isEmpty())) {
      return List.of();
    }
    String what = appends ? "the first " + limit + " rows of every key" : "all rows of every key";
    return List.of(
        ttl == null
            ? StateSpec.unbounded(what, StateSpec.TTL + ", or give it a window")
            : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl)));
  }

  /** The same ranking with other expressions of the same values. */
  public TopN with(List<Column> newKeys, List<OrderTerm> newOrder) {
    return new TopN(
        info, inputs, newKeys, newOrder, limit, rank, allTies, window, ofInput, replaces, ttl,
        input, row);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
