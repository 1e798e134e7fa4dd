package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.JdbcSink;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods of sinks to databases. */
final class JdbcSinkMethods {
  private final JobContext job;
  private final JdbcJava jdbc;

  JdbcSinkMethods(JobContext job) {
    this.job = job;
    this.jdbc = new JdbcJava(job);
  }

  /** Statements that make {@code sink}. */
  Code sink(JdbcSink node, String row) {
    String sink = job.imports.use("io.millrace.runtime.jdbc.JdbcSink");
    Code body = new Code();
    body.line(sink + "<" + row + "> sink =");
    body.line("    " + sink + ".to(");
    body.line("            " + JavaLiterals.string(node.id()) + ",");
    body.line("            " + jdbc.access(node.database()).replace("\n", "\n            ") + ",");
    body.line("            " + DeployJava.text(node.table()) + ",");
    body.line("            " + list(List.copyOf(node.columns().values())) + ",");
    body.line("            " + list(node.key().stream().map(node.columns()::get).toList()) + ",");
    body.line("            " + row(node, row) + ")");
    body.line(
        "        .batch("
            + node.batchRows()
            + ", "
            + DeployJava.duration(node.batchInterval(), job.imports)
            + ")");
    return body.line("        .retries(" + node.retries() + ");");
  }

  String list(List<String> texts) {
    return job.imports.use("java.util.List")
        + ".of("
        + String.join(", ", texts.stream().map(JavaLiterals::string).toList())
        + ")";
  }

  private String row(JdbcSink node, String row) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Row"));
    function.comment("Columns " + String.join(", ", node.columns().values()));
    String head =
        "(" + jdbc.statementType() + " statement, " + row + " row) throws " + jdbc.exceptionType();
    function.method(
        "public void bind" + head,
        jdbc.bind("row", node.row(), new ArrayList<>(node.columns().keySet())));
    if (!node.key().isEmpty()) {
      function.method("public void bindKey" + head, jdbc.bind("row", node.row(), node.key()));
    }
    String base = job.imports.use("io.millrace.runtime.jdbc.JdbcRow");
    return function.build("extends " + base + "<" + row + ">");
  }
}
