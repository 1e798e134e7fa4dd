package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of keyed operators. */
final class KeyResolver {
  private final Resolution resolution;

  KeyResolver(Resolution resolution) {
    this.resolution = resolution;
  }

  /** A column a key; null after a report. */
  @Nullable List<Column> keys(List<NamedExpression> decls, StreamShape input) {
    Columns columns = new Columns(resolution);
    List<Column> keys = new ArrayList<>();
    for (NamedExpression named : decls) {
      Column column = columns.column(named, resolution.scope(input).build());
      if (column == null) {
        continue;
      }
      if (!isKey(column)) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN012,
                    named.expression().text().whole(),
                    named.expression().path(),
                    "a value of type " + column.expression().type().display() + " cannot be a key")
                .withHelp(
                    column.expression().type() == ScalarType.DOUBLE
                        ? "make it exact first: `int(x)` or `string(x)`"
                        : null));
        continue;
      }
      keys.add(column);
    }
    return keys.size() == decls.size() ? keys : null;
  }

  private static boolean isKey(Column column) {
    Type type = column.expression().type();
    return type.isScalar() && type != ScalarType.DOUBLE && type != ScalarType.BYTES;
  }
}
