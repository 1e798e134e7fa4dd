package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Writes selects. */
final class SelectMethod {
  private final JobContext job;
  private final OperatorMethods operators;

  SelectMethod(JobContext job, OperatorMethods operators) {
    this.job = job;
    this.operators = operators;
  }

  void write(PlanNode.Select node) {
    RecordType input = node.input();
    String from = job.row(input);
    String to = job.row(node.row());
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Select"));
    for (Column column : node.columns()) {
      function.comment(column.name() + ": " + column.expression().text());
    }
    Code body = new Code().sharing();
    if (RowErrorsJava.handles(node)) {
      Fallible checked = Fallible.checked(job, node);
      List<String> arguments = arguments(node, function, checked, body, false);
      body.line(RowJava.make("out.collect(", node.row(), arguments, ");"));
      operators.checked(node, function, input, node.row(), body);
      return;
    }
    Fallible fallible = Fallible.failing(job, node);
    StreamShape shape = job.merged(node);
    boolean canFail = node.columns().stream().anyMatch(c -> c.expression().canFail());
    if (!shape.mode().isAppend() && !shape.oldValues() && canFail) {
      deleted(node, function, fallible, body);
    }
    List<String> arguments = arguments(node, function, fallible, body, false);
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method("public " + to + " map(" + from + " row)", fallible.caught(body, "row"));
    String base = job.imports.use("org.apache.flink.api.common.functions.MapFunction");
    String made = function.build("implements " + base + "<" + from + ", " + to + ">");
    operators.apply(node, input, node.row(), "map(" + made + ")", "returns(" + to + ".TYPE)");
  }

  /** Values of a deleted row may be such as a filter holds back: nothing may fail for them. */
  private void deleted(
      PlanNode.Select node, FunctionBuilder function, Fallible fallible, Code body) {
    String change = job.imports.use("io.millrace.runtime.record.Change");
    body.open("if (row.changeKind() == " + change + ".DELETE) {");
    body.line("// Only the key of a deleted row is sure.");
    List<String> arguments = arguments(node, function, fallible, body, true);
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    body.close("}");
  }

  private List<String> arguments(
      PlanNode.Select node,
      FunctionBuilder function,
      Fallible fallible,
      Code body,
      boolean deleted) {
    List<String> arguments = new ArrayList<>();
    if (job.isUpdating(node)) {
      arguments.add("row.changeKind()");
    }
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      Field field = node.row().fields().get(i);
      if (deleted && column.expression().canFail()) {
        arguments.addAll(nothing(field));
      } else {
        JavaCode code =
            fallible.expression(
                function, column.expression(), new RowReader("row", node.input()), body);
        arguments.addAll(RowJava.arguments(field, code));
      }
    }
    return arguments;
  }

  private static List<String> nothing(Field field) {
    if (field.nullable()) {
      return RowJava.absent(field);
    }
    return List.of(field.type() == ScalarType.STRING ? "\"\"" : RowJava.zero(field.type()));
  }
}
