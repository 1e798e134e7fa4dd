package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fold per key.
 *
 * @param slots the values, all of kind value
 * @param update a new value for some of them, all computed from the old ones
 * @param updating whether each row replaces the one before it of the same key
 * @param input the type of the rows that come in
 * @param row key fields, then the values
 */
public record Reduce(
    NodeInfo info,
    List<StreamRef> inputs,
    List<Column> keys,
    List<StateSlot> slots,
    List<Column> update,
    boolean updating,
    @Nullable Duration ttl,
    RecordType input,
    RecordType row)
    implements PlanNode {
  public Reduce {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    slots = List.copyOf(slots);
    update = List.copyOf(update);
  }

  @Override
  public List<TypedExpression> rowExpressions() {
    return Stream.concat(keys.stream(), update.stream()).map(Column::expression).toList();
  }

  @Override
  public List<StateSpec> states() {
    if (keys.isEmpty()) {
      return List.of();
    }
    String what = "the values of every key that it ever saw";
    return List.of(
        ttl == null
            ? StateSpec.unbounded(what, "`ttl: 7d`, or `job: { state: { ttl: 7d } }`")
            : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl)));
  }

  /** The same with other expressions of the same values. */
  public Reduce with(List<Column> newKeys, List<Column> newUpdate) {
    return with(newKeys, newUpdate, input);
  }

  /** The same with fewer fields in what comes in. */
  public Reduce with(RecordType newInput) {
    return with(keys, update, newInput);
  }

  private Reduce with(List<Column> newKeys, List<Column> newUpdate, RecordType newInput) {
    return new Reduce(info, inputs, newKeys, slots, newUpdate, updating, ttl, newInput, row);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
