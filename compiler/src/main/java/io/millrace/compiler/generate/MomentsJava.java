package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.ScalarType;
import java.util.List;
import java.util.Map;

/**
 * {@code stddev}, {@code variance} and their {@code _pop} forms: the sum of squared differences
 * from the mean, updated as Welford does and merged as Chan et al. do, which stays exact where a
 * sum of squares would lose all digits.
 */
final class MomentsJava extends AggregateJava {
  private static final Map<String, String> METHODS =
      Map.of(
          "stddev", "sampleDeviation",
          "stddev_pop", "deviation",
          "variance", "sampleVariance",
          "variance_pop", "variance");
  private static final String MEAN = "Mean";
  private static final String COUNT = "Count";

  @Override
  List<StoredField> fields(AggregateSlot slot) {
    return List.of(
        slot.stored("", "#squares", ScalarType.DOUBLE, false),
        slot.stored(MEAN, "#mean", ScalarType.DOUBLE, false),
        slot.stored(COUNT, "#count", ScalarType.INT, false));
  }

  @Override
  void add(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    String value = slot.field() + "Value";
    String delta = slot.field() + "Delta";
    String mean = slot.in("accumulator", MEAN);
    String count = slot.in("accumulator", COUNT);
    body.line("double " + value + " = " + values.get(0) + ";");
    body.line("double " + delta + " = " + value + " - " + mean + ";");
    body.line(count + "++;");
    body.line(mean + " += " + delta + " / " + count + ";");
    body.line(slot.in("accumulator") + " += " + delta + " * (" + value + " - " + mean + ");");
  }

  @Override
  void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body) {
    String delta = slot.field() + "Delta";
    String total = slot.field() + "Total";
    String share = slot.field() + "Share";
    String between = slot.field() + "Between";
    String count = slot.in("into", COUNT);
    body.open("if (" + taken.in("from", COUNT) + " > 0) {");
    body.line(
        "double " + delta + " = " + taken.in("from", MEAN) + " - " + slot.in("into", MEAN) + ";");
    body.line("long " + total + " = " + count + " + " + taken.in("from", COUNT) + ";");
    body.line("double " + share + " = (double) " + taken.in("from", COUNT) + " / " + total + ";");
    body.line(
        "double " + between + " = " + delta + " * " + delta + " * " + count + " * " + share + ";");
    body.line(slot.in("into") + " += " + taken.in("from") + " + " + between + ";");
    body.line(slot.in("into", MEAN) + " += " + delta + " * " + share + ";");
    body.line(count + " = " + total + ";");
    body.close("}");
  }

  @Override
  String result(AggregateSlot slot, AggregateCall call, Imports imports) {
    return imports.use("io.millrace.runtime.aggregate.Moments")
        + "."
        + METHODS.get(call.function())
        + "("
        + slot.in("accumulator")
        + ", "
        + slot.in("accumulator", COUNT)
        + ")";
  }

  @Override
  String present(AggregateSlot slot, AggregateCall call) {
    String least = call.function().endsWith("_pop") ? " > 0" : " > 1";
    return slot.in("accumulator", COUNT) + least;
  }
}
