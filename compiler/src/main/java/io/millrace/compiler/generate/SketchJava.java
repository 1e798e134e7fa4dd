package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import java.util.List;

/** {@code percentile} and {@code approx_count_distinct}: a sketch of the values. */
final class SketchJava extends AggregateJava {
  private final StoredType.Sketch sketch;

  SketchJava(StoredType.Sketch sketch) {
    this.sketch = sketch;
  }

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(new StoredField(slot.field(), slot.identity(), sketch, false, null, List.of()));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(slot.in("accumulator") + ".add(" + values.get(0) + ");");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(slot.in("into") + ".merge(" + taken.in("from") + ");");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return call.fraction() == null
        ? slot.in("accumulator") + ".estimate()"
        : slot.in("accumulator") + ".quantile(" + call.fraction() + ")";
  }

  @Override
  String present(AggregateSlot slot, AggregateCall call) {
    return "!" + slot.in("accumulator") + ".isEmpty()";
  }
}
