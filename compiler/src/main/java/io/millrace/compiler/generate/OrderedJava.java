package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/** {@code first} and {@code last}: a value and the event time that it has. */
final class OrderedJava extends AggregateJava {
  private static final String TIME = "Time";

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(
        slot.stored(slot.call().type(), true), slot.stored(TIME, "#time", ScalarType.INT, false));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    Type type = slot.call().type();
    String time = slot.in("accumulator", TIME);
    body.open(
        "if ("
            + slot.isAbsent("accumulator", type)
            + " || timestamp "
            + order(slot)
            + " "
            + time
            + ") {");
    slot.set("accumulator", type, values.get(0), body);
    body.line(time + " = timestamp;");
    body.close("}");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    Type type = slot.call().type();
    body.open(
        "if ("
            + taken.isPresent("from", type)
            + " && ("
            + slot.isAbsent("into", type)
            + " || "
            + taken.in("from", TIME)
            + " "
            + order(slot)
            + " "
            + slot.in("into", TIME)
            + ")) {");
    slot.set("into", type, taken.in("from"), body);
    body.line(slot.in("into", TIME) + " = " + taken.in("from", TIME) + ";");
    body.close("}");
  }

  /** Of rows with one time, the first comes first and the last last. */
  private static String order(AggregateSlot slot) {
    return slot.call().function().equals("first") ? "<" : ">=";
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return slot.in("accumulator");
  }
}
