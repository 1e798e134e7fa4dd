package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/** {@code avg}: the sum, of whole numbers and decimals exactly, and how many. */
final class AverageJava extends AggregateJava {
  private static final String COUNT = "Count";

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(
        slot.stored("", "#sum", sumType(slot), false),
        slot.stored(COUNT, "#count", ScalarType.INT, false));
  }

  private static Type sumType(AggregateSlot slot) {
    if (slot.argumentType() instanceof DecimalType decimal) {
      return new DecimalType(DecimalType.MAX_PRECISION, decimal.scale());
    }
    return slot.argumentType() == ScalarType.INT ? ScalarType.INT : ScalarType.DOUBLE;
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(plus(slot.in("accumulator"), slot.argumentType(), values.get(0), imports));
    body.line(slot.in("accumulator", COUNT) + "++;");
  }

  @Override
  void retract(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    body.line(minus(slot.in("accumulator"), slot.argumentType(), values.get(0)));
    body.line(slot.in("accumulator", COUNT) + "--;");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.line(plus(slot.in("into"), sumType(slot), taken.in("from"), imports));
    body.line(slot.in("into", COUNT) + " += " + taken.in("from", COUNT) + ";");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    String sum = slot.in("accumulator");
    String count = slot.in("accumulator", COUNT);
    if (call.type() instanceof DecimalType decimal) {
      String ops = imports.use("io.millrace.runtime.expr.DecimalOps");
      return ops + ".average(" + sum + ", " + count + ", " + decimal.scale() + ")";
    }
    String average =
        sumType(slot) == ScalarType.INT ? "(double) " + sum + " / " + count : sum + " / " + count;
    // Of no rows there is no average: it is absent, and absent numbers hold zero.
    return call.nullable() ? "(" + count + " == 0 ? 0.0 : " + average + ")" : average;
  }

  @Override
  String present(AggregateSlot slot, AggregateCall call) {
    return slot.in("accumulator", COUNT) + " > 0";
  }
}
