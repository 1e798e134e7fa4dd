package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import java.util.ArrayList;
import java.util.List;

/** Writes routes: what they do with a row depends on whether rows update. */
final class RouteMethod {
  private final JobContext job;
  private final MethodWriter methods;
  private final OperatorMethods operators;

  RouteMethod(JobContext job, MethodWriter methods, OperatorMethods operators) {
    this.job = job;
    this.methods = methods;
    this.operators = operators;
  }

  void write(PlanNode.Route node) {
    String row = job.row(node.row());
    boolean plain =
        RowErrorsJava.handles(node)
            || Changes.keepsKinds(
                job.merged(node), node.cases().stream().map(Column::expression).toList());
    String made = plain ? plain(node, row) : updating(node, row);
    operators.apply(
        node, node.row(), node.row(), "process(" + made + ")", "returns(" + row + ".TYPE)");
    for (String name : outputs(node)) {
      StreamRef ref = new StreamRef(node.id(), name, node.info().span());
      if (job.isRead(ref)) {
        methods.sideOutput(ref, row, operators.tag(node, name, row));
      }
    }
  }

  private static List<String> outputs(PlanNode.Route node) {
    List<String> names = new ArrayList<>(node.cases().stream().map(Column::name).toList());
    if (node.otherwise() != null) {
      names.add(node.otherwise());
    }
    return names;
  }

  private String plain(PlanNode.Route node, String row) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Route"));
    Code body = new Code().sharing();
    boolean handles = RowErrorsJava.handles(node);
    Fallible fallible = handles ? Fallible.checked(job, node) : Fallible.failing(job, node);
    for (Column route : node.cases()) {
      condition(node, route, function, fallible, body);
      body.line("context.output(" + operators.tag(node, route.name(), row) + ", row);");
      body.line("return;");
      body.close("}");
    }
    if (node.otherwise() != null) {
      body.line("context.output(" + operators.tag(node, node.otherwise(), row) + ", row);");
    }
    if (handles) {
      return operators.errors().build(node, function, node.row(), row, body);
    }
    String collector = job.imports.use("org.apache.flink.util.Collector");
    function.method(
        "public void processElement("
            + row
            + " row, Context context, "
            + collector
            + "<"
            + row
            + "> out)",
        fallible.caught(body, "row"));
    String base = job.imports.use("org.apache.flink.streaming.api.functions.ProcessFunction");
    return function.build("extends " + base + "<" + row + ", " + row + ">");
  }

  private static void condition(
      PlanNode.Route node, Column route, FunctionBuilder function, Fallible fallible, Code body) {
    function.comment(route.name() + ": " + route.expression().text());
    JavaCode when =
        fallible.expression(function, route.expression(), new RowReader("row", node.row()), body);
    body.open("if (" + when.value() + ") {");
  }

  private String updating(PlanNode.Route node, String row) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Route"));
    Code body = new Code().sharing();
    Fallible fallible = Fallible.failing(job, node);
    for (Column route : node.cases()) {
      condition(node, route, function, fallible, body);
      body.line("return " + operators.tag(node, route.name(), row) + ";");
      body.close("}");
    }
    body.line(
        "return "
            + (node.otherwise() == null ? "null" : operators.tag(node, node.otherwise(), row))
            + ";");
    String outputTag = job.imports.use("org.apache.flink.util.OutputTag");
    boolean oldValues =
        outputs(node).stream()
            .map(name -> new StreamRef(node.id(), name, node.info().span()))
            .anyMatch(ref -> job.plan.shape(ref).oldValues());
    if (!oldValues) {
      String list = job.imports.use("java.util.List");
      List<String> read =
          outputs(node).stream()
              .filter(name -> job.isRead(new StreamRef(node.id(), name, node.info().span())))
              .map(name -> operators.tag(node, name, row))
              .toList();
      function.method(
          "protected " + list + "<" + outputTag + "<" + row + ">> outputs()",
          new Code().line("return " + list + ".of(" + String.join(", ", read) + ");"));
    }
    function.method(
        "protected " + outputTag + "<" + row + "> target(" + row + " row)",
        fallible.caught(body, "row"));
    String base =
        job.imports.use(
            "io.millrace.runtime.change." + (oldValues ? "RetractRoute" : "UpsertRoute"));
    return function.build("extends " + base + "<" + row + ">");
  }
}
