package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Enrich;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Writes the enricher of an enrichment: both keys, its condition, and the row that comes out. */
final class EnricherMethod {
  private final JobContext job;
  private final Enrich node;
  private final JoinKeyJava key;
  private final String input;
  private final String small;
  private final FunctionBuilder function;

  EnricherMethod(JobContext job, Enrich node, JoinKeyJava key) {
    this.job = job;
    this.node = node;
    this.key = key;
    this.input = job.row(node.input());
    this.small = job.row(node.smallStored());
    this.function = new FunctionBuilder(job, job.names.classFor(node.id(), "Enricher"));
  }

  /**
   * Writes the class and gives the Java that makes one.
   *
   * @param updating whether rows carry the kind of their change
   */
  String write(boolean updating) {
    key("key", input, "row", node.input(), node.on().stream().map(JoinKey::left).toList());
    key(
        "smallKey",
        small,
        "small",
        node.smallStored(),
        node.on().stream().map(JoinKey::right).toList());
    if (node.where() != null) {
      function.comment("where: " + node.where().canonical());
      Code body = new Code();
      Fallible fallible = fallible(List.of(node.where()));
      JavaCode where = fallible.expression(function, node.where(), new Reader(node, true), body);
      body.line("return " + where.value() + ";");
      function.method(
          "public boolean matches(" + input + " row, " + small + " small)",
          fallible.caught(body, "row"));
    }
    String row = job.row(node.row());
    Code body = new Code();
    List<String> arguments = new ArrayList<>();
    if (updating) {
      arguments.add("row.changeKind()");
    }
    Reader reader = new Reader(node, false);
    Fallible fallible = fallible(node.columns().stream().map(Column::expression).toList());
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      JavaCode code = fallible.expression(function, column.expression(), reader, body);
      arguments.addAll(RowJava.arguments(node.row().fields().get(i), code));
      function.comment(column.name() + ": " + column.expression().canonical());
    }
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method(
        LineWrap.arguments(
            4, "public " + row + " enrich(", List.of(input + " row", small + " small"), ")"),
        fallible.caught(body, "row"));
    String base = job.imports.use("io.millrace.runtime.join.Enricher");
    return function.build(
        "extends " + base + "<" + key.type() + ", " + input + ", " + small + ", " + row + ">");
  }

  private void key(
      String method,
      String type,
      String variable,
      RecordType row,
      List<TypedExpression> expressions) {
    Code body = new Code();
    boolean ofRows = variable.equals("row");
    Fallible fallible =
        ofRows ? fallible(expressions) : Fallible.failing(job, node, Fallible.places(expressions));
    RowReader reader = new RowReader(variable, row);
    List<String> absent = new ArrayList<>();
    for (TypedExpression expression : expressions) {
      if (expression.nullable()) {
        String present = function.expression(expression, reader, body).present();
        if (present != null) {
          absent.add("!(" + present + ")");
        }
      }
    }
    if (!absent.isEmpty()) {
      body.open("if (" + String.join(" || ", absent) + ") {").line("return null;").close("}");
    }
    body.line(key.result(key.arguments(function, fallible, reader, expressions, body)));
    function.method(
        "public " + key.type() + " " + method + "(" + type + " " + variable + ")",
        ofRows ? fallible.caught(body, variable) : fallible.caughtResult(body, variable));
  }

  /** With a policy, the operator catches what fails. */
  private Fallible fallible(List<TypedExpression> expressions) {
    return RowErrorsJava.handles(node)
        ? Fallible.checked(job, node)
        : Fallible.failing(job, node, Fallible.places(expressions));
  }

  /** Reads the row, and the small row, which may be null. */
  private record Reader(Enrich node, boolean found) implements FunctionBuilder.SlotReader {
    @Override
    public String read(String slot, String field) {
      if (!slot.equals(Enrich.WITH)) {
        return new RowReader("row", node.input()).read(slot, field);
      }
      String read = new RowReader("small", node.smallStored()).read("row", field);
      if (found || !node.keepsAll()) {
        return read;
      }
      Field declared = node.smallStored().field(field);
      String nothing = RowJava.absent(Field.of(field, declared.type(), true)).get(0);
      return "(small == null ? " + nothing + " : " + read + ")";
    }

    @Override
    public String present(String slot, String field) {
      if (!slot.equals(Enrich.WITH)) {
        return new RowReader("row", node.input()).present(slot, field);
      }
      if (!node.smallStored().field(field).nullable()) {
        return "small != null";
      }
      String present = new RowReader("small", node.smallStored()).present("row", field);
      return found || !node.keepsAll() ? present : "(small != null && " + present + ")";
    }
  }
}
