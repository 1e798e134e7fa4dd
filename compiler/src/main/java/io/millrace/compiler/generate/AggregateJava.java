package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.types.DecimalType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/**
 * The Java of one family of aggregate functions. Accumulators are called {@code accumulator} where
 * rows are added and results made, {@code into} and {@code from} where two are merged.
 */
abstract class AggregateJava {
  /** The fields that the accumulator has for a slot. */
  abstract List<StoredField> fields(AggregateSlot slot);

  /**
   * Adds a row's value to {@code accumulator}; {@code timestamp} is the row's time.
   *
   * @param values the Java of the function's arguments over the row; none for {@code count()}
   */
  abstract void add(AggregateSlot slot, List<String> values, Imports imports, Code body);

  /** Takes the values of a row that was added back out of {@code accumulator}. */
  void retract(AggregateSlot slot, List<String> values, Imports imports, Code body) {
    throw new IllegalStateException(slot.call().function() + " takes nothing back");
  }

  /**
   * Adds what {@code from} has to {@code into}.
   *
   * @param taken the slot of {@code from}, which may be an accumulator of another class
   */
  abstract void merge(AggregateSlot slot, AggregateSlot taken, Imports imports, Code body);

  /** The result of a call, from {@code accumulator}. */
  abstract String result(AggregateSlot slot, AggregateCall call, Imports imports);

  /** Whether the result of a nullable call is there. */
  String present(AggregateSlot slot, AggregateCall call) {
    return slot.isPresent("accumulator", call.type());
  }

  /** A statement that takes from a number: whole numbers fail on overflow. */
  static String minus(String field, Type type, String value) {
    if (type instanceof DecimalType) {
      return field + " = " + field + ".subtract(" + value + ");";
    }
    return type == ScalarType.DOUBLE
        ? field + " -= " + value + ";"
        : field + " = Math.subtractExact(" + field + ", " + value + ");";
  }

  /** A statement that adds to a number: whole numbers fail on overflow. */
  static String plus(String field, Type type, String value, Imports imports) {
    if (type instanceof DecimalType) {
      String ops = imports.use("io.millrace.runtime.expr.DecimalOps");
      return field + " = " + ops + ".sum(" + field + ", " + value + ");";
    }
    return type == ScalarType.DOUBLE
        ? field + " += " + value + ";"
        : field + " = Math.addExact(" + field + ", " + value + ");";
  }
}
