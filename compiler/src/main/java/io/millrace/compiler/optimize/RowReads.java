package io.millrace.compiler.optimize;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.plan.PatternMatch;
import io.millrace.compiler.types.RecordType;
import java.util.Set;
import java.util.function.Predicate;

/** Which fields of a node's rows its expressions read. */
final class RowReads {
  private RowReads() {}

  /** Fields of the slot {@code row}. */
  static void of(TypedExpression expression, RecordType row, Set<String> into) {
    of(expression, Scope.ROW::equals, row, into);
  }

  /** Fields that the aggregates of a result read. */
  static void ofAggregates(TypedExpression result, RecordType row, Set<String> into) {
    result
        .aggregates()
        .forEach(
            call -> {
              call.arguments().forEach(argument -> of(argument, row, into));
              if (call.condition() != null) {
                of(call.condition(), row, into);
              }
            });
  }

  /** Fields of the row and of the rows that steps matched, all of which have the input's type. */
  static void ofSteps(TypedExpression expression, PatternMatch node, Set<String> into) {
    of(
        expression,
        slot ->
            slot.equals(Scope.ROW)
                || node.steps().stream().anyMatch(step -> step.name().equals(slot)),
        node.input(),
        into);
  }

  private static void of(
      TypedExpression expression, Predicate<String> slots, RecordType row, Set<String> into) {
    for (FieldRead read : expression.reads()) {
      if (!slots.test(read.slot())) {
        continue;
      }
      if (read.whole()) {
        row.fields().forEach(field -> into.add(field.name()));
      } else {
        into.add(read.field());
      }
    }
  }
}
