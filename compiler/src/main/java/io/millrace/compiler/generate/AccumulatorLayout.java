package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an aggregate's accumulator. A field's identity in state is its function with the
 * canonical argument, so that a measure may be renamed or moved, and a changed one starts empty.
 */
final class AccumulatorLayout {
  private static final int LONGEST_NAME = 30;

  /** Functions that need all values, with how often each is there, to take one back. */
  private static final Set<String> COUNTED = Set.of("min", "max", "count_distinct");

  private final boolean retracting;
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final UniqueNames names =
      new UniqueNames("rows", "copy", "hashCode", "equals", "toString");

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

  /**
   * One aggregate call of the node, shared by all places that write it.
   *
   * @param field name of its first accumulator field
   * @param counted whether it keeps all values with their counts
   */
  record Slot(AggregateCall call, String field, boolean counted) {
    /** The second field of averages (rows so far) and of first and last (event time). */
    String companion() {
      return field + (call.function().equals("avg") ? "Count" : "Time");
    }

    boolean isOrdered() {
      return call.function().equals("first") || call.function().equals("last");
    }

    /** What an average adds up: whole numbers exactly, others as doubles. */
    Type sumType() {
      return call.argument() != null && call.argument().type() == ScalarType.INT
          ? ScalarType.INT
          : ScalarType.DOUBLE;
    }

    /** The name of the flag that a nullable primitive field has. */
    String presence() {
      return field + "Present";
    }
  }

  private void add(AggregateCall call) {
    slots.computeIfAbsent(
        call.canonical(),
        canonical -> {
          String wish = JavaIdentifiers.variable(canonical.replace("row.", ""));
          if (wish.length() > LONGEST_NAME) {
            wish = wish.substring(0, LONGEST_NAME);
          }
          boolean counted = retracting && COUNTED.contains(call.function());
          return new Slot(call, names.of(canonical, wish), counted);
        });
  }

  List<Slot> slots() {
    return List.copyOf(slots.values());
  }

  /** The field that counts the rows, where rows may be taken back. */
  String rows() {
    return slots.values().stream()
        .filter(slot -> slot.call().canonical().equals("count()"))
        .map(Slot::field)
        .findFirst()
        .orElse("rows");
  }

  /** Whether {@link #rows} is a field of its own. */
  boolean countsRows() {
    return retracting && !slots.containsKey("count()");
  }

  Slot slot(AggregateCall call) {
    return slots.get(call.canonical());
  }

  /** The stored fields of the accumulator class; at least one, as a class without state is none. */
  List<StoredField> fields() {
    List<StoredField> fields = new ArrayList<>();
    for (Slot slot : slots.values()) {
      String identity = slot.call().canonical();
      Type type = slot.call().type();
      if (slot.counted()) {
        StoredType counts = new StoredType.CountsOf((ScalarType) argumentType(slot));
        fields.add(
            new StoredField(slot.field(), identity + "#counts", counts, false, null, List.of()));
        continue;
      }
      switch (slot.call().function()) {
        case "count" -> fields.add(field(slot.field(), identity, ScalarType.INT, false));
        case "sum" -> fields.add(field(slot.field(), identity, type, false));
        case "avg" -> {
          fields.add(field(slot.field(), identity + "#sum", slot.sumType(), false));
          fields.add(field(slot.companion(), identity + "#count", ScalarType.INT, false));
        }
        case "min", "max" -> fields.add(field(slot.field(), identity, type, true));
        case "first", "last" -> {
          fields.add(field(slot.field(), identity, type, true));
          fields.add(field(slot.companion(), identity + "#time", ScalarType.INT, false));
        }
        case "count_distinct" ->
            fields.add(
                new StoredField(
                    slot.field(),
                    identity,
                    new StoredType.SetOf(argumentType(slot)),
                    false,
                    null,
                    List.of()));
        default -> throw new IllegalStateException(slot.call().function());
      }
    }
    if (countsRows()) {
      fields.add(field("rows", "rows()", ScalarType.INT, false));
    }
    if (fields.isEmpty()) {
      fields.add(field("seen", "seen", ScalarType.BOOL, false));
    }
    return fields;
  }

  private static Type argumentType(Slot slot) {
    if (slot.call().argument() == null) {
      throw new IllegalStateException("no argument: " + slot.call().canonical());
    }
    return slot.call().argument().type();
  }

  private static StoredField field(String javaName, String identity, Type type, boolean nullable) {
    // A measure that is added to a running job starts from nothing: zero, or absent.
    Object start =
        nullable
            ? null
            : type == ScalarType.DOUBLE
                ? (Object) 0.0
                : type == ScalarType.BOOL ? false : (Object) 0L;
    return new StoredField(
        javaName, identity, new StoredType.Value(type), nullable, start, List.of());
  }
}
