package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import java.util.List;

/** {@code sum}: of whole numbers it fails on overflow. */
final class SumJava extends AggregateJava {
  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(slot.stored(slot.call().type(), false));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(plus(slot.in("accumulator"), slot.call().type(), values.get(0), imports));
  }

  @Override
  void retract(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(minus(slot.in("accumulator"), slot.call().type(), values.get(0)));
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(plus(slot.in("into"), slot.call().type(), taken.in("from"), imports));
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return slot.in("accumulator");
  }
}
