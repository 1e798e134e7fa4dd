package io.millrace.pipelines.oracle;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A measure of an aggregate.
 *
 * @param value of all rows of a group, in the order of time; never of none
 */
record Measure(
    String name, String cel, Ty type, boolean nullable, Function<Group, @Nullable Object> value) {
  /**
   * The rows of one result.
   *
   * @param start of the window, in milliseconds; both 0 without one
   */
  record Group(List<Row> rows, long start, long end) {}

  Col column() {
    return Col.of(name, type, nullable);
  }
}
