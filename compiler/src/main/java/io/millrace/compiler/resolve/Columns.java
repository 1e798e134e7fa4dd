package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.types.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named expressions to columns. */
final class Columns {
  private final Resolution resolution;

  Columns(Resolution resolution) {
    this.resolution = resolution;
  }

  /** The column, or null after a report. */
  @Nullable Column column(NamedExpression named, Scope scope) {
    TypedExpression expression =
        resolution.expressions.compile(named.expression(), scope, resolution.out);
    return expression == null ? null : new Column(named.name().value(), expression);
  }

  /** A condition, which is never absent; null after a report. */
  @Nullable Column condition(NamedExpression named, Scope scope) {
    TypedExpression expression =
        resolution.expressions.compileCondition(named.expression(), scope, resolution.out);
    return expression == null ? null : new Column(named.name().value(), expression);
  }

  /** The field that a column makes. */
  static Field field(Column column) {
    return Field.of(column.name(), column.expression().type(), column.expression().nullable());
  }

  /** Reports names that stand twice; true if none does. */
  boolean distinct(List<Located<String>> names, String path) {
    Map<String, Located<String>> seen = new HashMap<>();
    boolean sound = true;
    for (Located<String> name : names) {
      Located<String> first = seen.putIfAbsent(name.value(), name);
      if (first != null) {
        resolution.out.add(
            Diagnostic.of(
                    PlanCode.PLN014,
                    name.span(),
                    path,
                    "the row would have two fields `" + name.value() + "`")
                .withRelated(first.span(), "the first"));
        sound = false;
      }
    }
    return sound;
  }
}
