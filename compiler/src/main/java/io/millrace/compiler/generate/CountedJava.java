package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import java.util.List;
import java.util.Set;

/** Functions that need all values, with how often each is there, to take one back. */
final class CountedJava extends AggregateJava {
  static final Set<String> FUNCTIONS = Set.of("min", "max", "count_distinct", "collect_distinct");

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    StoredType counts = new StoredType.CountsOf(slot.argumentType());
    return List.of(
        new StoredField(slot.field(), slot.identity() + "#counts", counts, false, null, List.of()));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(counts(imports) + ".add(" + arguments(slot, values) + ");");
  }

  @Override
  void retract(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(counts(imports) + ".remove(" + arguments(slot, values) + ");");
  }

  private static String counts(Imports imports) {
    return imports.use("io.millrace.runtime.window.ValueCounts");
  }

  private static String arguments(AggregateSlot slot, List<String> values) {
    return slot.in("accumulator") + ", " + values.get(0);
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    throw new IllegalStateException("windows take nothing back: " + slot.identity());
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    String counts = slot.in("accumulator");
    return switch (call.function()) {
      case "count_distinct" -> counts + ".size()";
      case "collect_distinct" -> imports.use("java.util.List") + ".copyOf(" + counts + ".keySet())";
      default -> {
        String end = counts + (call.function().equals("min") ? ".firstKey()" : ".lastKey()");
        String nothing = RowJava.zero(call.type());
        yield call.nullable() ? "(" + counts + ".isEmpty() ? " + nothing + " : " + end + ")" : end;
      }
    };
  }

  @Override
  String present(AggregateSlot slot, AggregateCall call) {
    return "!" + slot.in("accumulator") + ".isEmpty()";
  }
}
