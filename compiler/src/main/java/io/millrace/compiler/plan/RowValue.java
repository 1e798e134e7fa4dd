package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a row is made: as one value, or field by field.
 *
 * @param whole an expression of a record type; null: made of the columns
 * @param columns in the order of the row's fields
 */
public record RowValue(@Nullable TypedExpression whole, List<Column> columns) {
  public RowValue {
    columns = List.copyOf(columns);
  }

  /** As plans show it. */
  public String display() {
    if (whole != null) {
      return whole.canonical();
    }
    List<String> fields = columns.stream().map(c -> c.name() + ": " + c.expression()).toList();
    return "{" + String.join(", ", fields) + "}";
  }
}
