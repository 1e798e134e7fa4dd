package io.millrace.compiler.expr;

/** Where the Java around an expression keeps what the expression reads. */
public interface JavaScope {
  /**
   * Java for a value, as {@code row.amount()}: a name, or a chain of calls and field accesses, so
   * that nothing needs brackets around it. Where the value is absent it gives null, or zero for a
   * primitive.
   *
   * @param field empty for the slot as a whole
   */
  String read(String slot, String field);

  /** A Java condition for the presence of a nullable value, as {@code row.note() != null}. */
  String present(String slot, String field);

  /** Java for the result of {@link TypedExpression#aggregates()} at an index. */
  String aggregate(int index);

  /** A Java condition for the presence of a nullable result of an aggregate. */
  String aggregatePresent(int index);
}
