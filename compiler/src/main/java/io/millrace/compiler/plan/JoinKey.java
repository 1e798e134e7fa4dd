package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.Field;

/**
 * Two expressions of one type that have to be equal.
 *
 * @param name of the key's part, unique in its join
 * @param left reads a row of the left side as the slot {@code row}
 * @param right reads a row of the right side as the slot {@code row}
 */
public record JoinKey(String name, TypedExpression left, TypedExpression right) {
  /** Whether a part of the key may be absent; such rows equal no others. */
  public boolean nullable() {
    return left.nullable() || right.nullable();
  }

  /** The field of the key record. */
  public Field field() {
    return Field.of(name, left.type(), nullable());
  }
}
