package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;

/** Java for what a node reads: one stream, or several merged into one. */
final class NodeInputs {
  private final JobContext job;
  private final MethodWriter methods;
  private final UpdateOrder order;

  NodeInputs(JobContext job, MethodWriter methods) {
    this.job = job;
    this.methods = methods;
    this.order = new UpdateOrder(job, methods);
  }

  /** An expression for the merged input of a node whose rows are of a type. */
  String merged(PlanNode node, RecordType row) {
    return merged(node, node.inputs(), row);
  }

  /** An expression for those of a node's inputs that play one role, merged. */
  String merged(PlanNode node, List<StreamRef> refs, RecordType row) {
    List<String> streams = new ArrayList<>();
    for (StreamRef ref : refs) {
      StreamShape shape = job.plan.shape(ref);
      String stream = job.names.stream(ref);
      if (!shape.row().name().equals(row.name())) {
        stream = converted(node, ref, shape.row(), row, stream);
      } else {
        stream = order.kept(node, ref, stream);
      }
      streams.add(stream);
    }
    return streams.size() == 1
        ? streams.get(0)
        : streams.get(0) + ".union(" + String.join(", ", streams.subList(1, streams.size())) + ")";
  }

  /** Rows of another class with the same fields are copied into the class of the merged stream. */
  private String converted(
      PlanNode node, StreamRef ref, RecordType from, RecordType to, String stream) {
    String mapFunction = job.imports.use("org.apache.flink.api.common.functions.MapFunction");
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(node.id() + "-from-" + ref.display(), "Rows"));
    RowReader reader = new RowReader("row", from);
    List<String> arguments = new ArrayList<>();
    if (job.isUpdating(node)) {
      job.records.markUpdating(to);
      boolean updating = !job.plan.shape(ref).mode().isAppend();
      arguments.add(
          updating
              ? "row.changeKind()"
              : job.imports.use("io.millrace.runtime.record.Change") + ".INSERT");
    }
    for (Field field : to.fields()) {
      arguments.addAll(RowJava.copy(field, reader));
    }
    Code body = new Code().line(RowJava.make("return ", to, arguments, ";"));
    function.comment("Rows of " + ref.display() + " as rows of the merged stream.");
    function.method("public " + job.row(to) + " map(" + job.row(from) + " row)", body);
    String made =
        function.build(
            "implements " + mapFunction + "<" + job.row(from) + ", " + job.row(to) + ">");
    String uid = JavaLiterals.string(node.info().uid() + "--from-" + ref.display());
    String name = job.names.stream(node.id() + " from " + ref.display());
    methods.variable(
        job.row(to),
        name,
        stream,
        List.of(
            "map(" + made + ")",
            "returns(" + JavaIdentifiers.type(to.name()) + ".TYPE)",
            "uid(" + uid + ")",
            "name(" + uid + ")"));
    return name;
  }
}
