package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.record.StoredType;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an accumulator keeps for aggregates.
 *
 * @param calls the calls that need it, one for each state that a call would have alone; more than
 *     one only of distinct values, with a filter each, by their states
 * @param identity its name in state: when it stays, so do the values
 * @param field name of its first accumulator field
 * @param java how it is kept
 */
record AggregateSlot(List<AggregateCall> calls, String identity, String field, AggregateJava java) {
  /** The call, or the first of several. */
  AggregateCall call() {
    return calls.get(0);
  }

  /** The function's argument; there is one unless it is {@code count()}. */
  TypedExpression argument() {
    return call().arguments().get(0);
  }

  Type argumentType() {
    return argument().type();
  }

  /**
   * Whether adding a row may fail for a call: its arguments, its condition, or a sum that
   * overflows.
   */
  boolean canFail(AggregateCall call) {
    return overflows()
        || call.arguments().stream().anyMatch(TypedExpression::canFail)
        || (call.condition() != null && call.condition().canFail());
  }

  private boolean overflows() {
    return (java instanceof SumJava || java instanceof AverageJava)
        && argumentType() != ScalarType.DOUBLE;
  }

  /** A call in the YAML. */
  static String place(AggregateCall call) {
    return Fallible.place(call.span().text(), call.span());
  }

  /** A field of the slot in one accumulator: {@code accumulator.sumAmount}. */
  String in(String holder) {
    return holder + "." + field;
  }

  /** Another field of the slot in one accumulator. */
  String in(String holder, String suffix) {
    return holder + "." + field + suffix;
  }

  /** Whether a nullable value of the slot's first field is there. */
  String isPresent(String holder, Type type) {
    return JavaTypes.isPrimitive(type) ? in(holder, "Present") : in(holder) + " != null";
  }

  String isAbsent(String holder, Type type) {
    return JavaTypes.isPrimitive(type) ? "!" + in(holder, "Present") : in(holder) + " == null";
  }

  /** Sets the slot's first field, which is nullable. */
  void set(String holder, Type type, String value, Code body) {
    body.line(in(holder) + " = " + value + ";");
    if (JavaTypes.isPrimitive(type)) {
      body.line(in(holder, "Present") + " = true;");
    }
  }

  /** The slot's first field, as it is stored. */
  StoredField stored(Type type, boolean nullable) {
    return stored("", "", type, nullable);
  }

  /**
   * A further field of the slot, as it is stored.
   *
   * @param suffix behind the Java name
   * @param part behind the identity: {@code #count}
   */
  StoredField stored(String suffix, String part, Type type, boolean nullable) {
    // A measure that is added to a running job starts from nothing: zero, or absent.
    Object start = nullable ? null : zero(type);
    return new StoredField(
        field + suffix, identity + part, new StoredType.Value(type), nullable, start, List.of());
  }

  private static @Nullable Object zero(Type type) {
    if (!(type instanceof ScalarType scalar)) {
      return null;
    }
    return switch (scalar) {
      case BOOL -> false;
      case INT, TIMESTAMP, DURATION -> 0L;
      case DOUBLE -> 0.0;
      case STRING -> "";
      default -> null;
    };
  }
}
