package io.millrace.pipelines.oracle;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An expression, as a pipeline writes it and as the oracle evaluates it; the two were made together
 * and share nothing.
 */
record Expr(String cel, Ty type, boolean nullable, Function<Row, @Nullable Object> value) {
  @Nullable Object of(Row row) {
    return value.apply(row);
  }

  boolean holds(Row row) {
    return Boolean.TRUE.equals(of(row));
  }
}
