package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/**
 * {@code arg_min} and {@code arg_max}: a value, what it is the least (greatest) by, and its event
 * time, which decides between equals.
 */
final class ExtremeByJava extends AggregateJava {
  private static final String BY = "By";
  private static final String TIME = "Time";

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(
        slot.stored(slot.argumentType(), true),
        slot.stored(BY, "#by", byType(slot), false),
        slot.stored(TIME, "#time", ScalarType.INT, false));
  }

  private static Type byType(AggregateSlot slot) {
    return slot.call().arguments().get(1).type();
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    String by = slot.field() + "ByValue";
    body.line(JavaTypes.of(byType(slot)) + " " + by + " = " + values.get(1) + ";");
    body.open("if (" + better(slot, "accumulator", by, "timestamp", imports) + ") {");
    slot.set("accumulator", slot.argumentType(), values.get(0), body);
    body.line(slot.in("accumulator", BY) + " = " + by + ";");
    body.line(slot.in("accumulator", TIME) + " = timestamp;");
    body.close("}");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    String by = taken.in("from", BY);
    String time = taken.in("from", TIME);
    body.open("if (" + taken.isPresent("from", slot.argumentType()) + ") {");
    body.open("if (" + better(slot, "into", by, time, imports) + ") {");
    slot.set("into", slot.argumentType(), taken.in("from"), body);
    body.line(slot.in("into", BY) + " = " + by + ";");
    body.line(slot.in("into", TIME) + " = " + time + ";");
    body.close("}");
    body.close("}");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return slot.in("accumulator");
  }

  /** A condition: whether a value by {@code by} takes the place of the one in {@code holder}. */
  private static String better(
      AggregateSlot slot, String holder, String by, String time, Imports imports) {
    boolean min = slot.call().function().equals("arg_min");
    Type type = byType(slot);
    String best = slot.in(holder, BY);
    String equal =
        !JavaTypes.isPrimitive(type)
            ? by + ".equals(" + best + ")"
            : type == ScalarType.DOUBLE
                ? "Double.compare(" + by + ", " + best + ") == 0"
                : by + " == " + best;
    return slot.isAbsent(holder, slot.argumentType())
        + "\n    || "
        + ExtremeJava.better(min, type, by, best, imports)
        + "\n    || ("
        + equal
        + "\n        && "
        + time
        + " < "
        + slot.in(holder, TIME)
        + ")";
  }
}
