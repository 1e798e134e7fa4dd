package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.DistinctSets;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields of an aggregate's accumulator. A field's identity in state is its function with the
 * canonical arguments, so that a measure may be renamed or moved, and a changed one starts empty.
 */
final class AccumulatorLayout {
  /** Slots by identity. */
  private final Map<String, AggregateSlot> slots = new LinkedHashMap<>();

  /** The slot of what each call needs, by the call's state. */
  private final Map<String, AggregateSlot> byState = new HashMap<>();

  private final Set<String> taken =
      new HashSet<>(
          Set.of(
              "rows",
              "copy",
              "hashCode",
              "equals",
              "toString",
              "accumulator",
              "row",
              "timestamp",
              "at"));
  private final boolean retracting;

  /**
   * The fields for a node.
   *
   * @param retracting whether rows may be taken back
   */
  AccumulatorLayout(PlanNode.Aggregate node, boolean retracting) {
    this.retracting = retracting;
    List<AggregateCall> calls = new ArrayList<>();
    for (Column measure : node.measures()) {
      calls.addAll(measure.expression().aggregates());
    }
    if (node.having() != null) {
      calls.addAll(node.having().aggregates());
    }
    Map<String, Map<String, AggregateCall>> states = new LinkedHashMap<>();
    for (AggregateCall call : calls) {
      states.computeIfAbsent(shared(call), i -> new TreeMap<>()).putIfAbsent(call.state(), call);
    }
    states.forEach((identity, needed) -> add(identity, List.copyOf(needed.values())));
  }

  /** The identity that a call has in common with those that keep the same values. */
  private String shared(AggregateCall call) {
    return AggregateFunctions.of(call, retracting) instanceof DistinctJava
        ? DistinctSets.identity(call)
        : call.state();
  }

  private void add(String identity, List<AggregateCall> calls) {
    if (calls.size() > DistinctJava.MAX_FILTERS) {
      // The same, but for the filters that have no bit left.
      add(identity, calls.subList(0, DistinctJava.MAX_FILTERS));
      add(identity + "'", calls.subList(DistinctJava.MAX_FILTERS, calls.size()));
      return;
    }
    AggregateJava java = AggregateFunctions.of(calls.get(0), retracting);
    String wish = AccumulatorNames.of(identity);
    AggregateSlot slot = new AggregateSlot(calls, identity, wish, java);
    for (int i = 2; !take(slot); i++) {
      slot = new AggregateSlot(calls, identity, wish + i, java);
    }
    slots.put(identity, slot);
    for (AggregateCall call : calls) {
      byState.put(call.state(), slot);
    }
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
    return byState.get(call.state());
  }

  /** Whether there is a slot for all that another one keeps. */
  boolean covers(AccumulatorLayout other) {
    return byState.keySet().containsAll(other.byState.keySet());
  }

  /** The names that are taken in the accumulator, and where rows are added to it. */
  String[] names() {
    return taken.toArray(String[]::new);
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
