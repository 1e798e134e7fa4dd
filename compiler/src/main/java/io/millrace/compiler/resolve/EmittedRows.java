package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.RowValue;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the rules of an operator emit to each output, brought to one type an output: equal
 * names with equal types, which may be absent if one of them may.
 */
final class EmittedRows {
  private final Resolution resolution;
  private final String node;
  private final Map<String, Rows> outputs = new LinkedHashMap<>();
  private boolean sound = true;

  EmittedRows(Resolution resolution, String node) {
    this.resolution = resolution;
    this.node = node;
  }

  private static final class Rows {
    final ProcessDecl.Emit first;
    final Map<String, Field> fields = new LinkedHashMap<>();
    @Nullable RecordType whole;

    Rows(ProcessDecl.Emit first, List<Field> fields, @Nullable RecordType whole) {
      this.first = first;
      this.whole = whole;
      fields.forEach(field -> this.fields.put(field.name(), field));
    }
  }

  /** Adds a row; differences from earlier rows of its output are reported. */
  void add(ProcessDecl.Emit decl, RowValue value) {
    List<Field> fields =
        value.whole() != null
            ? ((RecordType) value.whole().type()).fields()
            : value.columns().stream().map(Columns::field).toList();
    RecordType whole = value.whole() == null ? null : (RecordType) value.whole().type();
    Rows rows = outputs.get(key(decl));
    if (rows == null) {
      outputs.put(key(decl), new Rows(decl, fields, whole));
      return;
    }
    if (whole == null || rows.whole == null || !whole.name().equals(rows.whole.name())) {
      rows.whole = null;
    }
    unify(rows, decl, fields);
  }

  private static String key(ProcessDecl.Emit decl) {
    return decl.output() == null ? "" : decl.output().value();
  }

  private void unify(Rows rows, ProcessDecl.Emit decl, List<Field> fields) {
    List<String> missing = new ArrayList<>(rows.fields.keySet());
    for (Field field : fields) {
      Field known = rows.fields.get(field.name());
      missing.remove(field.name());
      if (known == null) {
        differs(rows, decl, field.name(), "has a field `" + field.name() + "`");
      } else if (!known.type().equals(field.type())) {
        differs(
            rows,
            decl,
            field.name(),
            "has `"
                + field.name()
                + "` of type "
                + field.type().display()
                + ", not "
                + known.type().display());
      } else if (field.nullable() && !known.nullable()) {
        rows.fields.put(field.name(), Field.of(field.name(), field.type(), true));
        rows.whole = null;
      }
    }
    missing.forEach(name -> differs(rows, decl, name, "has no field `" + name + "`"));
  }

  private void differs(Rows rows, ProcessDecl.Emit decl, String field, String what) {
    sound = false;
    Located<String> name =
        decl.fields().stream()
            .map(NamedExpression::name)
            .filter(n -> n.value().equals(field))
            .findFirst()
            .orElse(null);
    resolution.out.add(
        Diagnostic.of(
                PlanCode.PLN091,
                name == null ? decl.span() : name.span(),
                decl.path(),
                "this row "
                    + what
                    + ", unlike the first one"
                    + (decl.output() == null ? "" : " for `" + decl.output().value() + "`"))
            .withRelated(rows.first.span(), "the first row of this output")
            .withHelp("give all rows of an output the same fields, or name another output"));
  }

  boolean sound() {
    return sound;
  }

  /** Names of outputs but the main one. */
  List<String> named() {
    return outputs.keySet().stream().filter(name -> !name.isEmpty()).toList();
  }

  /** The type of an output's rows; null where nothing goes to the main output. */
  @Nullable RecordType row(@Nullable String output) {
    Rows rows = outputs.get(output == null ? "" : output);
    if (rows == null) {
      return null;
    }
    if (rows.whole == null) {
      String name = output == null ? node : node + "-" + output;
      rows.whole =
          new RecordType(
              resolution.classNames.allocate(name),
              rows.fields.values().stream()
                  .map(f -> Field.of(f.name(), f.type(), f.nullable()))
                  .toList());
    }
    return rows.whole;
  }

  /** A value with its columns in the order of its row. */
  static RowValue ordered(RowValue value, RecordType row) {
    if (value.whole() != null) {
      return value;
    }
    List<Column> columns = new ArrayList<>();
    for (Field field : row.fields()) {
      value.columns().stream().filter(c -> c.name().equals(field.name())).forEach(columns::add);
    }
    return new RowValue(null, columns);
  }
}
