package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.UniqueNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Java of one method that adds rows to accumulators or takes them back: conditions, absent values,
 * and then the function's own. A condition of several calls is evaluated once.
 */
final class AggregatorBodies {
  /** Names of parameters, and of what expressions keep on their way. */
  private static final Pattern NOT_OURS = Pattern.compile("param[A-Z].*|t\\d.*");

  private final FunctionBuilder function;
  private final RowReader row;
  private final Imports imports;
  private final Consumer<AggregateCall> mayFail;
  private final UniqueNames locals;
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, String> evaluated = new HashMap<>();

  /**
   * For one method.
   *
   * @param mayFail told of a call ahead of what can fail of it
   */
  AggregatorBodies(
      FunctionBuilder function,
      RowReader row,
      Imports imports,
      AccumulatorLayout layout,
      Consumer<AggregateCall> mayFail) {
    this.function = function;
    this.row = row;
    this.imports = imports;
    this.mayFail = mayFail;
    this.locals = new UniqueNames(layout.names());
    for (AggregateSlot slot : layout.slots()) {
      for (AggregateCall call : slot.calls()) {
        if (call.condition() != null) {
          uses.merge(call.condition().canonical(), 1, Integer::sum);
        }
      }
    }
  }

  /** Adds a row to one slot's fields. */
  void add(AggregateSlot slot, Code body) {
    if (slot.java() instanceof DistinctJava) {
      distinct(slot, body);
    } else {
      guarded(slot, body, values -> slot.java().add(slot, values, imports, body));
    }
  }

  /** Takes a row that was added back out of one slot's fields. */
  void retract(AggregateSlot slot, Code body) {
    guarded(slot, body, values -> slot.java().retract(slot, values, imports, body));
  }

  private void guarded(AggregateSlot slot, Code body, Consumer<List<String>> withValues) {
    AggregateCall call = slot.call();
    if (slot.canFail(call)) {
      mayFail.accept(call);
    }
    int blocks = 0;
    if (call.condition() != null) {
      body.open("if (" + condition(call.condition(), body) + ") {");
      blocks++;
    }
    List<String> values = new ArrayList<>();
    Set<String> guards = new HashSet<>();
    for (TypedExpression argument : call.arguments()) {
      JavaCode code = function.expression(argument, row, body);
      if (code.present() != null && guards.add(code.present())) {
        body.open("if (" + code.present() + ") {");
        blocks++;
      }
      values.add(code.value());
    }
    withValues.accept(values);
    close(blocks, body);
  }

  /** Adds a value to a set, with a bit for each filter that the row passes. */
  private void distinct(AggregateSlot slot, Code body) {
    List<String> bits = new ArrayList<>();
    TypedExpression value = slot.argument();
    String only = null;
    boolean always = false;
    for (int i = 0; i < slot.calls().size(); i++) {
      AggregateCall call = slot.calls().get(i);
      if (slot.canFail(call)) {
        mayFail.accept(call);
      }
      if (call.condition() == null) {
        always = true;
        bits.add(DistinctJava.bit(i));
      } else {
        only = condition(call.condition(), body);
        bits.add("(" + operand(only) + " ? " + DistinctJava.bit(i) + " : 0)");
      }
      if (call.arguments().get(0).nullable()) {
        value = call.arguments().get(0); // One that may be absent is read with care.
      }
    }
    String filters = DistinctJava.bit(0);
    if (bits.size() > 1) {
      filters = locals.of(slot, slot.field() + "Filters");
      String type = bits.size() < Integer.SIZE ? "int " : "long ";
      body.line(LineWrap.operands(6, type + filters + " = ", "|", bits, ";"));
      only = filters + " != 0";
    }
    int blocks = 0;
    if (!always) {
      // The value may be one that is there only where a filter holds.
      body.open("if (" + only + ") {");
      blocks++;
    }
    JavaCode code = function.expression(value, row, body);
    if (code.present() != null) {
      body.open("if (" + code.present() + ") {");
      blocks++;
    }
    slot.java().add(slot, List.of(code.value(), filters), imports, body);
    close(blocks, body);
  }

  /** Java for a condition, in a variable if there are several calls that have it. */
  private String condition(TypedExpression condition, Code body) {
    String known = evaluated.get(condition.canonical());
    if (known != null) {
      return known;
    }
    String value = function.expression(condition, row, body).value();
    if (uses.get(condition.canonical()) == 1) {
      return value;
    }
    String name = AccumulatorNames.of(condition.canonical());
    if (NOT_OURS.matcher(name).matches()) {
      name += "Holds";
    }
    name = locals.of(condition.canonical(), name);
    body.line(LineWrap.assignment(6, "boolean " + name + " =", value + ";"));
    evaluated.put(condition.canonical(), name);
    return name;
  }

  private static String operand(String condition) {
    return condition.contains("?") ? "(" + condition + ")" : condition;
  }

  private static void close(int blocks, Code body) {
    for (int i = 0; i < blocks; i++) {
      body.close("}");
    }
  }
}
