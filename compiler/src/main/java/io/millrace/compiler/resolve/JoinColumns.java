package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.NodeHead;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a joining node's rows: those that were chosen, or all of both sides. */
final class JoinColumns {
  private final Resolution resolution;
  private final NodeHead head;
  private final Columns columns;

  JoinColumns(Resolution resolution, NodeHead head) {
    this.resolution = resolution;
    this.head = head;
    this.columns = new Columns(resolution);
  }

  /**
   * One side, as expressions of the results see it.
   *
   * @param slot what its row is called there
   * @param node what it is called in messages
   * @param without fields that the other side stands for
   */
  record Side(String slot, String node, RecordType row, Set<String> without) {}

  /** The fields of a slot whose row may be missing. */
  static RecordType slot(String name, RecordType row, boolean missing) {
    return new RecordType(
        name,
        row.fields().stream()
            .map(f -> Field.of(f.name(), f.type(), f.nullable() || missing))
            .toList());
  }

  /** What is known to be there of a stream, as a slot's paths. */
  static Set<String> present(StreamShape shape, String slot) {
    return shape.present().stream()
        .map(path -> slot + path.substring(Scope.ROW.length()))
        .collect(Collectors.toSet());
  }

  /** A type for what a node keeps of an input's rows: at first all fields. */
  static RecordType stored(Resolution resolution, String name, Inputs.Merged input) {
    return new RecordType(
        resolution.classNames.allocate(name),
        input.shape().row().fields().stream()
            .map(f -> Field.of(f.name(), f.type(), f.nullable()))
            .toList());
  }

  /** The chosen columns, or null after a report. */
  @Nullable List<Column> chosen(List<NamedExpression> fields, Scope scope, Set<String> rowSlots) {
    boolean sound =
        columns.distinct(
            fields.stream().map(NamedExpression::name).toList(), head.path() + ".fields");
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression named : fields) {
      Column column = columns.column(named, scope);
      if (column != null && named(column.expression(), named.expression(), rowSlots)) {
        resolved.add(column);
      }
    }
    return sound && resolved.size() == fields.size() ? resolved : null;
  }

  /** Reports a row that stands as a whole where its fields are meant. */
  boolean named(TypedExpression expression, ExpressionDecl decl, Set<String> rowSlots) {
    for (FieldRead read : expression.reads()) {
      if (read.whole() && rowSlots.contains(read.slot())) {
        resolution.out.add(
            Diagnostic.of(
                    TypeCode.TYP043,
                    decl.text().whole(),
                    decl.path(),
                    "`" + read.slot() + "` is a row here, not a value")
                .withHelp("name its fields: `" + read.slot() + ".x`"));
        return false;
      }
    }
    return true;
  }

  /**
   * All fields of the sides in their order, or null after a report.
   *
   * @param shared fields that come first, once, and how they are read
   */
  @Nullable List<Column> all(List<NamedExpression> shared, List<Side> sides, Scope scope) {
    List<NamedExpression> wanted = new ArrayList<>(shared);
    List<String> taken = new ArrayList<>(shared.stream().map(s -> s.name().value()).toList());
    List<String> twice = new ArrayList<>();
    for (Side side : sides) {
      for (Field field : side.row().fields()) {
        if (side.without().contains(field.name())) {
          continue;
        }
        if (taken.contains(field.name())) {
          twice.add(field.name());
        } else {
          taken.add(field.name());
          wanted.add(inherited(field.name(), side.slot()));
        }
      }
    }
    if (!twice.isEmpty()) {
      report(twice, sides);
      return null;
    }
    return chosen(wanted, scope, Set.of());
  }

  /** A field of a side under its own name. */
  NamedExpression inherited(String field, String slot) {
    Span span = head.id().span();
    return new NamedExpression(
        new Located<>(field, span),
        new ExpressionDecl(SourceText.unmapped(slot + "." + field, span), head.path()));
  }

  private void report(List<String> twice, List<Side> sides) {
    String first = twice.get(0);
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN060,
                head.id().span(),
                head.path(),
                "`"
                    + sides.get(0).node()
                    + "` and `"
                    + sides.get(1).node()
                    + "` both have "
                    + (twice.size() == 1 ? "a field " : "fields ")
                    + String.join(", ", twice.stream().map(t -> "`" + t + "`").toList()))
            .withHelp(
                "choose and name what comes out: `fields: { "
                    + first
                    + ": "
                    + sides.get(0).slot()
                    + "."
                    + first
                    + ", … }`"));
  }
}
