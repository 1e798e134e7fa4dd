package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Java for adding rows to accumulators and taking them back: conditions, absent values, and then
 * the function's own.
 */
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
  void add(AggregateSlot slot, Code body) {
    guarded(slot, body, values -> slot.java().add(slot, values, imports, body));
  }

  /** Takes a row that was added back out of one aggregate's fields. */
  void retract(AggregateSlot slot, Code body) {
    guarded(slot, body, values -> slot.java().retract(slot, values, imports, body));
  }

  private void guarded(AggregateSlot slot, Code body, Consumer<List<String>> withValues) {
    int blocks = 0;
    TypedExpression condition = slot.call().condition();
    if (condition != null) {
      JavaCode code = function.expression(condition, row, body);
      body.open("if (" + code.value() + ") {");
      blocks++;
    }
    List<String> values = new ArrayList<>();
    Set<String> guards = new HashSet<>();
    for (TypedExpression argument : slot.call().arguments()) {
      JavaCode code = function.expression(argument, row, body);
      if (code.present() != null && guards.add(code.present())) {
        body.open("if (" + code.present() + ") {");
        blocks++;
      }
      values.add(code.value());
    }
    withValues.accept(values);
    for (int i = 0; i < blocks; i++) {
      body.close("}");
    }
  }
}
