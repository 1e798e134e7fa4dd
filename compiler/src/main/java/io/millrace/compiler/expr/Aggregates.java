package io.millrace.compiler.expr;

import java.util.Set;

/** What is known of aggregate functions by their names. */
final class Aggregates {
  /** Functions without a result where no row took part. */
  private static final Set<String> PARTIAL =
      Set.of(
          "avg",
          "min",
          "max",
          "first",
          "last",
          "arg_min",
          "arg_max",
          "percentile",
          "stddev_pop",
          "variance_pop");

  /** Functions without a result of a single row: a sample of one does not vary. */
  private static final Set<String> OF_TWO = Set.of("stddev", "variance");

  private static final Set<String> MOMENTS =
      Set.of("stddev", "variance", "stddev_pop", "variance_pop");

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
    return PARTIAL.contains(plainName(function)) || alwaysMayBeAbsent(function);
  }

  /** Whether the result may be absent though every row takes part. */
  static boolean alwaysMayBeAbsent(String function) {
    return OF_TWO.contains(plainName(function));
  }

  /** How many of the first arguments are over the row; the others are constants. */
  static int rowArguments(String plainName, int arguments) {
    return plainName.equals("percentile") ? 1 : arguments;
  }

  /** What functions that find their results from the same state have in common. */
  static String stateName(String function) {
    String plain = plainName(function);
    String name =
        MOMENTS.contains(plain)
            ? "moments"
            : plain.equals("collect_distinct") ? "count_distinct" : plain;
    return isConditional(function) ? name + "_if" : name;
  }
}
