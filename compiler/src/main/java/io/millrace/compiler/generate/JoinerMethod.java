package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Join;
import io.millrace.compiler.plan.JoinKey;
import io.millrace.compiler.plan.JoinTime;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Writes the joiner of a join: its condition, and how a pair becomes a row. */
final class JoinerMethod {
  private final JobContext job;
  private final Join node;
  private final String left;
  private final String right;
  private final FunctionBuilder function;

  JoinerMethod(JobContext job, Join node) {
    this.job = job;
    this.node = node;
    this.left = job.row(node.leftStored());
    this.right = job.row(node.rightStored());
    this.function = new FunctionBuilder(job, job.names.classFor(node.id(), "Joiner"));
  }

  /**
   * Writes the class and gives the Java that makes one.
   *
   * @param leftByValue whether left rows are found by their values
   * @param rightByValue whether right rows are found by their values
   */
  String write(boolean leftByValue, boolean rightByValue) {
    hasKey(
        "leftHasKey",
        left,
        "left",
        node.leftStored(),
        node.on().stream().map(JoinKey::left).toList());
    hasKey(
        "rightHasKey",
        right,
        "right",
        node.rightStored(),
        node.on().stream().map(JoinKey::right).toList());
    if (node.where() != null) {
      function.comment("where: " + node.where().canonical());
      Code body = new Code();
      Fallible fallible = Fallible.failing(job, node, Fallible.places(List.of(node.where())));
      JavaCode where =
          fallible.expression(function, node.where(), new JoinReader(node, true), body);
      body.line("return " + where.value() + ";");
      function.method(
          "public boolean matches(" + left + " left, " + right + " right)",
          fallible.caughtResult(body, "left"));
    }
    boolean windowed = node.time() instanceof JoinTime.Windowed;
    String row = join(windowed);
    if (leftByValue) {
      same("sameLeft", left, node.leftStored());
    }
    if (rightByValue) {
      same("sameRight", right, node.rightStored());
    }
    String base =
        job.imports.use("io.millrace.runtime.join." + (windowed ? "WindowJoiner" : "Joiner"));
    return function.build("extends " + base + "<" + left + ", " + right + ", " + row + ">");
  }

  private void hasKey(
      String method, String type, String variable, RecordType stored, List<TypedExpression> keys) {
    if (keys.stream().noneMatch(TypedExpression::nullable)) {
      return;
    }
    Code body = new Code();
    RowReader reader = new RowReader(variable, stored);
    List<String> present = new ArrayList<>();
    for (TypedExpression key : keys) {
      if (key.nullable()) {
        String condition = function.expression(key, reader, body).present();
        present.add(condition == null ? "true" : condition);
      }
    }
    body.line("return " + String.join(" && ", present) + ";");
    function.method("public boolean " + method + "(" + type + " " + variable + ")", body);
  }

  private String join(boolean windowed) {
    String row = job.row(node.row());
    Code body = new Code();
    List<String> arguments = new ArrayList<>();
    if (job.records.isUpdating(node.row())) {
      arguments.add("changeKind");
    }
    JoinReader reader = new JoinReader(node, false);
    Fallible fallible =
        Fallible.failing(
            job, node, Fallible.places(node.columns().stream().map(Column::expression).toList()));
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      JavaCode code = fallible.expression(function, column.expression(), reader, body);
      arguments.addAll(RowJava.arguments(node.row().fields().get(i), code));
      function.comment(column.name() + ": " + column.expression().canonical());
    }
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    List<String> parameters = new ArrayList<>();
    if (windowed) {
      parameters.add("long windowStart");
      parameters.add("long windowEnd");
    } else {
      parameters.add("byte changeKind");
    }
    parameters.add(left + " left");
    parameters.add(right + " right");
    function.method(
        LineWrap.arguments(4, "public " + row + " join(", parameters, ")"),
        fallible.caughtResult(body, node.padsRight() ? "left == null ? right : left" : "left"));
    return row;
  }

  /** Rows are compared field by field, as the kind of their change does not matter. */
  private void same(String method, String type, RecordType stored) {
    List<String> conditions = new ArrayList<>();
    RowReader one = new RowReader("one", stored);
    RowReader other = new RowReader("other", stored);
    for (Field field : stored.fields()) {
      String a = one.read("row", field.name());
      String b = other.read("row", field.name());
      if (JavaTypes.isPrimitive(field.type())) {
        conditions.add(
            field.type() == ScalarType.DOUBLE
                ? "Double.compare(" + a + ", " + b + ") == 0"
                : a + " == " + b);
        if (field.nullable()) {
          conditions.add(
              one.present("row", field.name()) + " == " + other.present("row", field.name()));
        }
      } else {
        String objects = job.imports.use("java.util.Objects");
        boolean scalar = field.type() instanceof ScalarType && field.type() != ScalarType.BYTES;
        String rows =
            scalar
                ? objects + ".equals"
                : job.imports.use("io.millrace.runtime.join.Rows") + ".same";
        conditions.add(rows + "(" + a + ", " + b + ")");
      }
    }
    Code body = new Code();
    body.line("return " + String.join("\n    && ", conditions) + ";");
    function.method("public boolean " + method + "(" + type + " one, " + type + " other)", body);
  }
}
