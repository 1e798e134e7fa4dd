package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an aggregate's accumulator. A field's identity in state is its function with the
 * canonical arguments, so that a measure may be renamed or moved, and a changed one starts empty.
 */
final class AccumulatorLayout {
  private final Map<String, AggregateSlot> slots = new LinkedHashMap<>();
  private final Set<String> taken =
      new HashSet<>(Set.of("rows", "copy", "hashCode", "equals", "toString"));
  private final boolean retracting;

  /**
   * The fields for a node.
   *
   * @param retracting whether rows may be taken back
   */
  AccumulatorLayout(PlanNode.Aggregate node, boolean retracting) {
    this.retracting = retracting;
    for (Column measure : node.measures()) {
      measure.expression().aggregates().forEach(this::add);
    }
    if (node.having() != null) {
      node.having().aggregates().forEach(this::add);
    }
  }

  private void add(AggregateCall call) {
    slots.computeIfAbsent(
        call.state(),
        identity -> {
          AggregateJava java = AggregateFunctions.of(call, retracting);
          String wish = AccumulatorNames.of(identity);
          AggregateSlot slot = new AggregateSlot(call, identity, wish, java);
          for (int i = 2; !take(slot); i++) {
            slot = new AggregateSlot(call, identity, wish + i, java);
          }
          return slot;
        });
  }

  /** Takes the names of all that a slot has, its flags and its locals; false if one is taken. */
  private boolean take(AggregateSlot slot) {
    List<String> names = new ArrayList<>();
    for (StoredField field : slot.java().fields(slot)) {
      String name = field.javaName();
      names.addAll(List.of(name, name + "Present", name + "Value"));
    }
    if (names.stream().anyMatch(taken::contains)) {
      return false;
    }
    taken.addAll(names);
    return true;
  }

  List<AggregateSlot> slots() {
    return List.copyOf(slots.values());
  }

  AggregateSlot slot(AggregateCall call) {
    return slots.get(call.state());
  }

  /** The field that counts the rows, where rows may be taken back. */
  String rows() {
    return slots.values().stream()
        .filter(slot -> slot.call().canonical().equals("count()"))
        .map(AggregateSlot::field)
        .findFirst()
        .orElse("rows");
  }

  /** Whether {@link #rows} is a field of its own. */
  boolean countsRows() {
    return retracting && !slots.containsKey("count()");
  }

  /** The stored fields of the accumulator class; at least one, as a class without state is none. */
  List<StoredField> fields() {
    List<StoredField> fields = new ArrayList<>();
    slots.values().forEach(slot -> fields.addAll(slot.java().fields(slot)));
    if (countsRows()) {
      StoredType count = new StoredType.Value(ScalarType.INT);
      fields.add(new StoredField("rows", "rows()", count, false, 0L, List.of()));
    }
    if (fields.isEmpty()) {
      StoredType flag = new StoredType.Value(ScalarType.BOOL);
      fields.add(new StoredField("seen", "seen", flag, false, false, List.of()));
    }
    return fields;
  }
}
