package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/** {@code min} and {@code max}. */
final class ExtremeJava extends AggregateJava {
  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(slot.stored(slot.call().type(), true));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    String local = slot.field() + "Value";
    body.line(JavaTypes.of(slot.call().type()) + " " + local + " = " + values.get(0) + ";");
    keepBetter(slot, local, "accumulator", imports, body);
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    body.open("if (" + taken.isPresent("from", slot.call().type()) + ") {");
    keepBetter(slot, taken.in("from"), "into", imports, body);
    body.close("}");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return slot.in("accumulator");
  }

  /** Keeps a value if it is smaller (larger) than what {@code holder} has. */
  private static void keepBetter(
      AggregateSlot slot, String value, String holder, Imports imports, Code body) {
    Type type = slot.call().type();
    String better =
        better(slot.call().function().equals("min"), type, value, slot.in(holder), imports);
    body.open("if (" + slot.isAbsent(holder, type) + " || " + better + ") {");
    slot.set(holder, type, value, body);
    body.close("}");
  }

  /** A condition: whether one value is smaller (larger) than another. */
  static String better(boolean smaller, Type type, String value, String other, Imports imports) {
    String sign = smaller ? " < " : " > ";
    if (type instanceof DecimalType) {
      return value + ".compareTo(" + other + ")" + sign + "0";
    }
    if (type == ScalarType.STRING) {
      String ops = imports.use("io.millrace.runtime.expr.StringOps");
      return ops + ".compare(" + value + ", " + other + ")" + sign + "0";
    }
    if (type == ScalarType.DOUBLE) {
      // NaN is the greatest, and -0.0 below 0.0: the order of the rows must not matter.
      return "Double.compare(" + value + ", " + other + ")" + sign + "0";
    }
    return value + sign + other;
  }
}
