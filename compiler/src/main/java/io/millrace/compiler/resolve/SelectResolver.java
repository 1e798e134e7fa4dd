package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.expr.Ir;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.OperatorDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code select} to a plan node: the fields that stay, are renamed or computed, in that order. */
final class SelectResolver {
  private final Resolution resolution;
  private final Columns columns;

  SelectResolver(Resolution resolution) {
    this.resolution = resolution;
    this.columns = new Columns(resolution);
  }

  @Nullable PlanNode resolve(OperatorDecl.Select decl, Inputs.Merged merged) {
    RecordType row = merged.shape().row();
    Scope scope = resolution.scope(merged.shape()).build();
    String path = decl.head().path();
    RecordType start = decl.from() == null ? row : record(decl.from(), scope);
    List<NamedExpression> wanted = start == null ? null : inherited(decl, start, path);
    if (wanted == null) {
      return null;
    }
    Set<String> computed = new HashSet<>();
    decl.fields().forEach(f -> computed.add(f.name().value()));
    // A computed field takes the place of an inherited one of its name.
    wanted.removeIf(w -> computed.contains(w.name().value()));
    wanted.addAll(decl.fields());
    boolean sound = columns.distinct(wanted.stream().map(NamedExpression::name).toList(), path);
    List<Column> resolved = new ArrayList<>();
    for (NamedExpression named : wanted) {
      Column column = columns.column(named, scope);
      if (column != null) {
        resolved.add(column);
      }
    }
    if (!sound || resolved.size() < wanted.size()) {
      return null;
    }
    if (resolved.isEmpty()) {
      resolution.out.add(
          Diagnostic.of(
              PlanCode.PLN017, decl.bodySpan(), path, "nothing is left: the row has no field"));
      return null;
    }
    RecordType out =
        new RecordType(
            resolution.classNames.allocate(decl.head().id().value()),
            resolved.stream().map(Columns::field).toList());
    ChangeMode mode = mode(merged, resolved);
    resolution.shapes.put(
        decl.head().id().value(), new StreamShape(out, merged.shape().watermarked(), mode));
    return new PlanNode.Select(
        resolution.info(decl.head()), merged.refs(), resolved, /* input= */ row, /* row= */ out);
  }

  /** Fields that come from the input as they are: none unless keep, drop or rename is there. */
  private @Nullable List<NamedExpression> inherited(
      OperatorDecl.Select decl, RecordType row, String path) {
    Map<String, Located<String>> renamed = new HashMap<>();
    boolean sound = true;
    for (OperatorDecl.Rename rename : decl.rename()) {
      sound &= known(rename.from(), row, path + ".rename");
      renamed.put(rename.from().value(), rename.to());
    }
    Set<String> kept = new HashSet<>();
    if (decl.keep() != null) {
      for (Located<String> name : decl.keep()) {
        sound &= known(name, row, path + ".keep");
        kept.add(name.value());
      }
    } else if (decl.drop() != null || !decl.rename().isEmpty() || decl.from() != null) {
      kept.addAll(Resolution.names(row));
    }
    if (decl.drop() != null) {
      for (Located<String> name : decl.drop()) {
        sound &= known(name, row, path + ".drop");
        kept.remove(name.value());
      }
    }
    kept.addAll(renamed.keySet());
    if (!sound) {
      return null;
    }
    List<NamedExpression> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      if (kept.contains(field.name())) {
        Located<String> to = renamed.get(field.name());
        Span span = to == null ? decl.head().id().span() : to.span();
        fields.add(
            new NamedExpression(
                to == null ? new Located<>(field.name(), span) : to,
                new ExpressionDecl(
                    SourceText.unmapped(start(decl) + "." + field.name(), span), path)));
      }
    }
    return fields;
  }

  private static String start(OperatorDecl.Select decl) {
    return decl.from() == null ? Scope.ROW : "(" + decl.from().text().value() + ")";
  }

  /** The record that {@code from} names; null after a report. */
  private @Nullable RecordType record(ExpressionDecl from, Scope scope) {
    TypedExpression expression = resolution.expressions.compile(from, scope, resolution.out);
    if (expression == null) {
      return null;
    }
    if (expression.type() instanceof RecordType record && !expression.nullable()) {
      return record;
    }
    String found = expression.type().display() + (expression.nullable() ? "?" : "");
    String text = from.text().value().strip();
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN110,
                from.text().whole(),
                from.path(),
                "`from` needs a record that is always there, got " + found)
            .withLabel(found)
            .withHelp(
                expression.type() instanceof RecordType && text.matches("[\\w.]+")
                    ? "put a filter in front: `where: has(" + text + ")`"
                    : null));
    return null;
  }

  private boolean known(Located<String> name, RecordType row, String path) {
    if (row.field(name.value()) != null) {
      return true;
    }
    resolution.unknown(ReferenceCode.REF009, name, path, "field", Resolution.names(row));
    return false;
  }

  /** Rows update one another as long as their key is there, and are taken back one by one else. */
  private static ChangeMode mode(Inputs.Merged merged, List<Column> resolved) {
    if (!(merged.shape().mode() instanceof ChangeMode.Upsert upsert)) {
      return merged.shape().mode();
    }
    List<String> key = new ArrayList<>();
    for (String name : upsert.key()) {
      for (Column column : resolved) {
        if (isJust(column.expression(), name)) {
          key.add(column.name());
          break;
        }
      }
    }
    return key.size() == upsert.key().size() ? new ChangeMode.Upsert(key) : ChangeMode.retract();
  }

  private static boolean isJust(TypedExpression expression, String field) {
    return expression.root() instanceof Ir.Read read
        && read.slot().equals(Scope.ROW)
        && read.field().equals(field);
  }
}
