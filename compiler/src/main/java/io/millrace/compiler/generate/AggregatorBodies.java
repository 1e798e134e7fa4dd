package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;

/** Java for adding to and merging accumulators, one aggregate function at a time. */
final class AggregatorBodies {
  private final FunctionBuilder function;
  private final RowReader row;
  private final Imports imports;

  AggregatorBodies(FunctionBuilder function, RowReader row, Imports imports) {
    this.function = function;
    this.row = row;
    this.imports = imports;
  }

  /** Adds a row to one aggregate's fields. */
  void add(AccumulatorLayout.Slot slot, Code body) {
    int blocks = 0;
    TypedExpression condition = slot.call().condition();
    if (condition != null) {
      JavaCode code = function.expression(condition, row, body);
      body.open("if (" + code.value() + ") {");
      blocks++;
    }
    TypedExpression argument = slot.call().argument();
    if (argument == null) {
      body.line("accumulator." + slot.field() + "++;");
    } else {
      JavaCode code = function.expression(argument, row, body);
      if (code.present() != null) {
        body.open("if (" + code.present() + ") {");
        blocks++;
      }
      addValue(slot, argument.type(), code.value(), body);
    }
    for (int i = 0; i < blocks; i++) {
      body.close("}");
    }
  }

  private void addValue(AccumulatorLayout.Slot slot, Type type, String value, Code body) {
    String field = "accumulator." + slot.field();
    if (slot.counted()) {
      body.line(counts() + ".add(" + field + ", " + element(type, value) + ");");
      return;
    }
    switch (slot.call().function()) {
      case "count" -> body.line(field + "++;");
      case "sum" -> body.line(plus(field, type, value));
      case "avg" -> {
        body.line(plus(field, type, value));
        body.line("accumulator." + slot.companion() + "++;");
      }
      case "count_distinct" -> body.line(field + ".add(" + element(type, value) + ");");
      case "min", "max" -> {
        String local = slot.field() + "Value";
        body.line(JavaTypes.of(type) + " " + local + " = " + value + ";");
        keepBetter(slot, type, local, "accumulator", body);
      }
      case "first", "last" -> {
        String order = slot.call().function().equals("first") ? "<" : ">=";
        String time = "accumulator." + slot.companion();
        body.open(
            "if ("
                + isAbsent("accumulator", slot, type)
                + " || timestamp "
                + order
                + " "
                + time
                + ") {");
        set(slot, type, "accumulator", value, body);
        body.line(time + " = timestamp;");
        body.close("}");
      }
      default -> throw new IllegalStateException(slot.call().function());
    }
  }

  /** Takes a row that was added back out of one aggregate's fields. */
  void retract(AccumulatorLayout.Slot slot, Code body) {
    int blocks = 0;
    TypedExpression condition = slot.call().condition();
    if (condition != null) {
      JavaCode code = function.expression(condition, row, body);
      body.open("if (" + code.value() + ") {");
      blocks++;
    }
    TypedExpression argument = slot.call().argument();
    if (argument == null) {
      body.line("accumulator." + slot.field() + "--;");
    } else {
      JavaCode code = function.expression(argument, row, body);
      if (code.present() != null) {
        body.open("if (" + code.present() + ") {");
        blocks++;
      }
      retractValue(slot, argument.type(), code.value(), body);
    }
    for (int i = 0; i < blocks; i++) {
      body.close("}");
    }
  }

  private void retractValue(AccumulatorLayout.Slot slot, Type type, String value, Code body) {
    String field = "accumulator." + slot.field();
    if (slot.counted()) {
      body.line(counts() + ".remove(" + field + ", " + element(type, value) + ");");
      return;
    }
    switch (slot.call().function()) {
      case "count" -> body.line(field + "--;");
      case "sum" -> body.line(minus(field, type, value));
      case "avg" -> {
        body.line(minus(field, type, value));
        body.line("accumulator." + slot.companion() + "--;");
      }
      default -> throw new IllegalStateException(slot.call().function());
    }
  }

  private static String minus(String field, Type type, String value) {
    return type == ScalarType.DOUBLE
        ? field + " -= " + value + ";"
        : field + " = Math.subtractExact(" + field + ", " + value + ");";
  }

  private String counts() {
    return imports.use("io.millrace.runtime.window.ValueCounts");
  }

  /** Adds one aggregate's fields of {@code from} to {@code into}. */
  void merge(AccumulatorLayout.Slot slot, Code body) {
    AggregateCall call = slot.call();
    String into = "into." + slot.field();
    String from = "from." + slot.field();
    switch (call.function()) {
      case "count" -> body.line(into + " += " + from + ";");
      case "sum" -> body.line(plus(into, call.type(), from));
      case "avg" -> {
        body.line(plus(into, slot.sumType(), from));
        body.line("into." + slot.companion() + " += from." + slot.companion() + ";");
      }
      case "count_distinct" -> body.line(into + ".addAll(" + from + ");");
      case "min", "max" -> {
        body.open("if (" + isPresent("from", slot, call.type()) + ") {");
        keepBetter(slot, call.type(), from, "into", body);
        body.close("}");
      }
      case "first", "last" -> {
        String order = call.function().equals("first") ? "<" : ">=";
        body.open(
            "if ("
                + isPresent("from", slot, call.type())
                + " && ("
                + isAbsent("into", slot, call.type())
                + " || from."
                + slot.companion()
                + " "
                + order
                + " into."
                + slot.companion()
                + ")) {");
        set(slot, call.type(), "into", from, body);
        body.line("into." + slot.companion() + " = from." + slot.companion() + ";");
        body.close("}");
      }
      default -> throw new IllegalStateException(call.function());
    }
  }

  /** The result of an aggregate. */
  static String result(AccumulatorLayout.Slot slot) {
    String field = "accumulator." + slot.field();
    if (slot.counted() && !slot.call().function().equals("count_distinct")) {
      String end = field + (slot.call().function().equals("min") ? ".firstKey()" : ".lastKey()");
      String nothing = RowJava.zero(slot.call().type());
      return slot.call().nullable()
          ? "(" + field + ".isEmpty() ? " + nothing + " : " + end + ")"
          : end;
    }
    return switch (slot.call().function()) {
      case "count_distinct" -> field + ".size()";
      case "avg" -> {
        String count = "accumulator." + slot.companion();
        String average =
            slot.sumType() == ScalarType.INT
                ? "(double) " + field + " / " + count
                : field + " / " + count;
        // Of no rows there is no average: it is absent, and absent numbers hold zero.
        yield slot.call().nullable() ? "(" + count + " == 0 ? 0.0 : " + average + ")" : average;
      }
      default -> field;
    };
  }

  /** Whether the result of a nullable aggregate is there. */
  static String resultPresent(AccumulatorLayout.Slot slot) {
    if (slot.counted()) {
      return "!accumulator." + slot.field() + ".isEmpty()";
    }
    return slot.call().function().equals("avg")
        ? "accumulator." + slot.companion() + " > 0"
        : isPresent("accumulator", slot, slot.call().type());
  }

  private static String plus(String field, Type type, String value) {
    return type == ScalarType.DOUBLE
        ? field + " += " + value + ";"
        : field + " = Math.addExact(" + field + ", " + value + ");";
  }

  private String element(Type type, String value) {
    return type == ScalarType.BYTES
        ? imports.use("java.nio.ByteBuffer") + ".wrap(" + value + ")"
        : value;
  }

  /** Keeps a value if it is smaller (larger) than what {@code holder} has. */
  private void keepBetter(
      AccumulatorLayout.Slot slot, Type type, String value, String holder, Code body) {
    boolean min = slot.call().function().equals("min");
    String field = holder + "." + slot.field();
    String better =
        type == ScalarType.STRING
            ? imports.use("io.millrace.runtime.expr.StringOps")
                + ".compare("
                + value
                + ", "
                + field
                + ") "
                + (min ? "< 0" : "> 0")
            : value + (min ? " < " : " > ") + field;
    body.open("if (" + isAbsent(holder, slot, type) + " || " + better + ") {");
    set(slot, type, holder, value, body);
    body.close("}");
  }

  private static void set(
      AccumulatorLayout.Slot slot, Type type, String holder, String value, Code body) {
    body.line(holder + "." + slot.field() + " = " + value + ";");
    if (JavaTypes.isPrimitive(type)) {
      body.line(holder + "." + slot.presence() + " = true;");
    }
  }

  private static String isPresent(String holder, AccumulatorLayout.Slot slot, Type type) {
    return JavaTypes.isPrimitive(type)
        ? holder + "." + slot.presence()
        : holder + "." + slot.field() + " != null";
  }

  private static String isAbsent(String holder, AccumulatorLayout.Slot slot, Type type) {
    return JavaTypes.isPrimitive(type)
        ? "!" + holder + "." + slot.presence()
        : holder + "." + slot.field() + " == null";
  }
}
