package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** {@code collect}: all values, in the order of their event times, which are kept beside them. */
final class CollectJava extends AggregateJava {
  private static final String TIMES = "Times";

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(
        slot.stored("", "#values", new ListType(slot.argumentType()), false),
        slot.stored(TIMES, "#times", new ListType(ScalarType.INT), false));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(
        imports.use("io.millrace.runtime.aggregate.TimedValues")
            + ".add(\n    "
            + lists(slot, "accumulator")
            + ", "
            + values.get(0)
            + ", timestamp);");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(
        imports.use("io.millrace.runtime.aggregate.TimedValues")
            + ".merge(\n    "
            + lists(slot, "into")
            + ", "
            + lists(taken, "from")
            + ");");
  }

  private static String lists(AggregateSlot slot, String holder) {
    return slot.in(holder) + ", " + slot.in(holder, TIMES);
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return imports.use("java.util.List") + ".copyOf(" + slot.in("accumulator") + ")";
  }
}
