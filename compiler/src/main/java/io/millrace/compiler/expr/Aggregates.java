package io.millrace.compiler.expr;

import java.util.Set;

/** What is known of aggregate functions by their names. */
final class Aggregates {
  /** Functions without a result where no row took part. */
  private static final Set<String> PARTIAL = Set.of("avg", "min", "max", "first", "last");

  private Aggregates() {}

  /** The name without {@code _if}. */
  static String plainName(String function) {
    return function.endsWith("_if") ? function.substring(0, function.length() - 3) : function;
  }

  static boolean isConditional(String function) {
    return function.endsWith("_if");
  }

  /** Whether the result is absent where every row was skipped. */
  static boolean mayBeAbsent(String function) {
    return PARTIAL.contains(plainName(function));
  }
}
