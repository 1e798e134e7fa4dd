package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.model.JobDecl;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamShape;
import java.util.List;

/** Writes filters: what they do with a row depends on whether rows update. */
final class FilterMethod {
  private final JobContext job;
  private final OperatorMethods operators;

  FilterMethod(JobContext job, OperatorMethods operators) {
    this.job = job;
    this.operators = operators;
  }

  /** Every row passes, and nobody wants to see the node by itself: it needs no operator. */
  private boolean keepsAll(PlanNode.Filter node) {
    return node.where().isTrue()
        && node.info().parallelism() == null
        && job.plan.job().does(JobDecl.Rewrite.FUSION);
  }

  void write(PlanNode.Filter node) {
    String row = job.row(node.row());
    if (keepsAll(node)) {
      operators.alias(node, node.row());
      return;
    }
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Filter"));
    function.comment("where: " + node.where().text());
    RowReader reader = new RowReader("row", node.row());
    Code body = new Code();
    if (RowErrorsJava.handles(node)) {
      Fallible checked = Fallible.checked(job, node);
      checked.at(node.where(), body);
      JavaCode where = function.expression(node.where(), reader, body);
      body.open("if (" + where.value() + ") {").line("out.collect(row);").close("}");
      operators.checked(node, function, node.row(), node.row(), body);
      return;
    }
    JavaCode where = function.expression(node.where(), reader, body);
    body.line("return " + where.value() + ";");
    body = Fallible.failing(job, node).caught(body, "row");
    StreamShape input = job.merged(node);
    if (Changes.keepsKinds(input, List.of(node.where()))) {
      function.method("public boolean filter(" + row + " row)", body);
      String base = job.imports.use("org.apache.flink.api.common.functions.FilterFunction");
      String made = function.build("implements " + base + "<" + row + ">");
      operators.apply(node, node.row(), node.row(), "filter(" + made + ")");
      return;
    }
    function.method("protected boolean passes(" + row + " row)", body);
    String base =
        job.imports.use(
            "io.millrace.runtime.change."
                + (job.sendsOldValues(node) ? "RetractFilter" : "UpsertFilter"));
    String made = function.build("extends " + base + "<" + row + ">");
    operators.apply(
        node, node.row(), node.row(), "flatMap(" + made + ")", "returns(" + row + ".TYPE)");
  }
}
