package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.OrderDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
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

  /**
   * The fields of the row that a key is made of, where it is made of nothing else; null if an
   * expression computes a part of it.
   */
  static @Nullable List<String> keyFields(List<Column> keys) {
    List<String> fields = new ArrayList<>();
    for (Column key : keys) {
      if (!(key.expression().root() instanceof Ir.Read read) || !read.slot().equals(Scope.ROW)) {
        return null;
      }
      fields.add(read.field());
    }
    return fields;
  }

  /** The terms of an order, or null after a report. */
  @Nullable List<OrderTerm> order(List<OrderDecl> decls, StreamShape input) {
    List<OrderTerm> order = new ArrayList<>();
    for (OrderDecl decl : decls) {
      TypedExpression expression =
          resolution.expressions.compile(
              decl.expression(), resolution.scope(input).build(), resolution.out);
      if (expression == null) {
        continue;
      }
      boolean scalar = expression.type().isScalar() && expression.type() != ScalarType.BYTES;
      if (scalar && !expression.nullable()) {
        order.add(new OrderTerm(expression, decl.descending()));
        continue;
      }
      resolution.out.add(
          Diagnostic.of(
                  PlanCode.PLN041,
                  decl.expression().text().whole(),
                  decl.expression().path(),
                  scalar
                      ? "rows cannot be ordered by a value that may be absent"
                      : "rows cannot be ordered by a value of type " + expression.type().display())
              .withHelp(
                  scalar ? "say where absent values stand: `x.orValue(…)`, or filter them" : null));
    }
    return order.size() == decls.size() ? order : null;
  }

  /** A type of its own for an operator whose rows are its input's, perhaps with one field more. */
  static RecordType copy(Resolution resolution, String id, RecordType input, @Nullable Field more) {
    List<Field> fields = new ArrayList<>();
    for (Field field : input.fields()) {
      fields.add(Field.of(field.name(), field.type(), field.nullable()));
    }
    if (more != null) {
      fields.add(more);
    }
    return new RecordType(resolution.classNames.allocate(id), fields);
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
