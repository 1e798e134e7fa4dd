package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.types.ScalarType;
import java.util.List;

/** {@code count_distinct} and {@code collect_distinct}: the set of all values. */
final class DistinctJava extends AggregateJava {
  @Override
  List<StoredField> fields(AggregateSlot slot) {
    StoredType set = new StoredType.SetOf(slot.argumentType());
    return List.of(new StoredField(slot.field(), slot.identity(), set, false, null, List.of()));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    String element =
        slot.argumentType() == ScalarType.BYTES
            ? imports.use("java.nio.ByteBuffer") + ".wrap(" + values.get(0) + ")"
            : values.get(0);
    body.line(slot.in("accumulator") + ".add(" + element + ");");
  }

  @Override
  void merge(AggregateSlot slot, Imports imports, Code body) {
    body.line(slot.in("into") + ".addAll(" + slot.in("from") + ");");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    String values = slot.in("accumulator");
    if (call.function().equals("count_distinct")) {
      return values + ".size()";
    }
    return imports.use("io.millrace.runtime.aggregate.DistinctValues")
        + (slot.argumentType() == ScalarType.STRING ? ".ascendingTexts(" : ".ascending(")
        + values
        + ")";
  }
}
