package io.millrace.compiler.generate;

import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Java for the records that a node keeps of its rows, with what it reads of them alone. */
final class StoredRows {
  private final JobContext job;
  private final MethodWriter methods;

  StoredRows(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
  }

  /**
   * Calls that make them of the node's rows.
   *
   * @param side what the helper operator is called behind the node
   * @param updating whether they carry the kind of their change
   */
  List<String> calls(PlanNode node, String side, RecordType from, RecordType to, boolean updating) {
    String mapFunction = job.imports.use("org.apache.flink.api.common.functions.MapFunction");
    String role = Character.toUpperCase(side.charAt(0)) + side.substring(1) + "Rows";
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), role));
    function.comment("What " + node.id() + " needs of a row.");
    RowReader reader = new RowReader("row", from);
    List<String> arguments = new ArrayList<>();
    if (updating) {
      arguments.add("row.changeKind()");
    }
    for (Field field : to.fields()) {
      arguments.addAll(RowJava.copy(field, reader));
    }
    Code map = new Code().line(RowJava.make("return ", to, arguments, ";"));
    function.method("public " + job.row(to) + " map(" + job.row(from) + " row)", map);
    String made =
        function.build(
            "implements " + mapFunction + "<" + job.row(from) + ", " + job.row(to) + ">");
    List<String> calls = new ArrayList<>();
    calls.add("map(" + made + ")");
    calls.add("returns(" + job.row(to) + ".TYPE)");
    calls.addAll(methods.identity(node.info(), side));
    return calls;
  }
}
