package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** {@code count}: how many rows. */
final class CountJava extends AggregateJava {
  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(slot.stored(ScalarType.INT, false));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(slot.in("accumulator") + "++;");
  }

  @Override
  void retract(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(slot.in("accumulator") + "--;");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(slot.in("into") + " += " + taken.in("from") + ";");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return slot.in("accumulator");
  }
}
