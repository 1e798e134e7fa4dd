package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.SqlTypes;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the methods of queries: rows go to Flink's tables, and come back as rows. */
final class SqlMethods {
  private static final String RUNTIME = "io.millrace.runtime.sql.";
  private static final String STREAM = "org.apache.flink.streaming.api.datastream.DataStream";
  private static final String OPERATOR =
      "org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator";

  /** The next call on a table or result. */
  private static final String NEXT = "\n        .";

  private final JobContext job;
  private final MethodWriter methods;
  private final NodeInputs inputs;

  SqlMethods(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
    this.inputs = new NodeInputs(job, methods);
  }

  void write(Sql node) {
    String stream = job.imports.use(STREAM);
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    if (node.info().parallelism() != null) {
      calls.add(
          "parallelism("
              + DeployJava.integer(node.info().path() + ".parallelism", node.info().parallelism())
              + ")");
    }
    if (node.ttl() != null) {
      calls.add("stateTtl(" + DeployJava.duration(node.ttl(), job.imports) + ")");
    }
    for (Sql.Table table : node.tables()) {
      String variable = JavaIdentifiers.field(table.name()) + "Rows";
      parameters.add(stream + "<" + job.row(table.row()) + "> " + variable);
      arguments.add(inputs.merged(node, table.inputs(), table.row()));
      calls.add(
          "table(\n    "
              + table(node, table)
              + ",\n    "
              + variable
              + ",\n    "
              + toRow(node, table)
              + ")");
    }
    calls.add(
        "result(\n    "
            + result(node)
            + ",\n    "
            + new SqlRowJava(job).fromRow(node)
            + ",\n    "
            + job.row(node.row())
            + ".TYPE)");
    calls.addAll(methods.identity(node.info()));
    Code body = new Code();
    body.line("String query =");
    List<String> lines = node.query().value().stripTrailing().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      body.line(
          (i == 0 ? "    " : "        + ")
              + JavaLiterals.string(lines.get(i) + (last ? "" : "\n"))
              + (last ? ";" : ""));
    }
    body.chain(
        "return "
            + job.imports.use(RUNTIME + "SqlQuery")
            + ".of("
            + JavaLiterals.string(node.info().uid())
            + ", query)",
        calls);
    methods.stream(
        node,
        job.imports.use(OPERATOR) + "<" + job.row(node.row()) + ">",
        parameters,
        arguments,
        body);
  }

  private String table(Sql node, Sql.Table table) {
    List<Field> columns = SqlRowJava.columns(node, table);
    StringBuilder java =
        new StringBuilder(job.imports.use(RUNTIME + "SqlTable"))
            .append(".named(")
            .append(JavaLiterals.string(table.name()))
            .append(")");
    columns.forEach(column -> java.append(column(column.name(), SqlTypes.of(column))));
    StreamRef first = table.inputs().get(0);
    if (updating(table)) {
      boolean one = table.inputs().size() == 1;
      ChangeMode mode = job.plan.shape(first).mode();
      List<String> key = one && mode instanceof ChangeMode.Upsert upsert ? upsert.key() : List.of();
      boolean whole =
          key.stream().allMatch(k -> columns.stream().anyMatch(c -> c.name().equals(k)));
      java.append(NEXT + "updating(").append(whole ? names(key) : "").append(")");
    }
    if (table.inputs().stream().allMatch(ref -> job.plan.shape(ref).watermarked())) {
      java.append(NEXT + "withEventTime()");
    }
    return java.toString();
  }

  private boolean updating(Sql.Table table) {
    return table.inputs().stream().anyMatch(ref -> !job.plan.shape(ref).mode().isAppend());
  }

  private String toRow(Sql node, Sql.Table table) {
    return new SqlRowJava(job).toRow(node, table, updating(table));
  }

  private String result(Sql node) {
    StringBuilder java =
        new StringBuilder(job.imports.use(RUNTIME + "SqlResult")).append(".rows()");
    for (Field field : node.row().fields()) {
      boolean time = field.name().equals(node.time());
      java.append(column(field.name(), time ? SqlTypes.ofEventTime() : SqlTypes.of(field)));
    }
    if (!node.key().isEmpty()) {
      java.append(NEXT + "updating(").append(names(node.key())).append(")");
      java.append(job.sendsOldValues(node) ? NEXT + "withOldValues()" : "");
    }
    if (node.time() != null) {
      java.append(NEXT + "eventTime(").append(JavaLiterals.string(node.time())).append(")");
    }
    return java.toString();
  }

  private static String column(String name, String type) {
    return NEXT + "column(" + JavaLiterals.string(name) + ", " + JavaLiterals.string(type) + ")";
  }

  private static String names(List<String> names) {
    return names.stream().map(JavaLiterals::string).collect(Collectors.joining(", "));
  }
}
