package io.millrace.compiler.plan;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.types.RecordType;
import java.util.List;

/** A field of a row, and how it is computed. */
public record Column(String name, TypedExpression expression) {
  /** The columns that a row has. */
  public static List<Column> of(RecordType row, List<Column> columns) {
    return columns.stream().filter(column -> row.field(column.name()) != null).toList();
  }
}
