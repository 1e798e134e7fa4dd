package io.millrace.compiler.plan;

import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which fields of its two inputs a joining node needs. */
public final class JoinInputs {
  private JoinInputs() {}

  /**
   * The fields of one side that keys, condition and results read, in the order of the input.
   *
   * @param keys of that side
   * @param slot the side's name in the other expressions
   */
  static List<Field> needed(
      RecordType input, List<TypedExpression> keys, String slot, List<TypedExpression> others) {
    Set<String> names = new LinkedHashSet<>();
    keys.forEach(key -> collect(key, Scope.ROW, names));
    others.forEach(other -> collect(other, slot, names));
    return input.fields().stream().filter(f -> names.contains(f.name())).toList();
  }

  private static void collect(TypedExpression expression, String slot, Set<String> into) {
    for (FieldRead read : expression.reads()) {
      if (read.slot().equals(slot)) {
        into.add(read.field());
      }
    }
  }
}
