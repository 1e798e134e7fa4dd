package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.model.FormatDecl;
import io.millrace.compiler.plan.ErrorPolicy;
import io.millrace.compiler.plan.FormatSpec;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Java for the error policies of operators. A stateless one becomes a {@code CheckedFunction}
 * itself; in front of a keyed one stands a function that evaluates what may fail, and lets only the
 * rows pass for which nothing does.
 */
final class RowErrorsJava {
  private final JobContext job;
  private final MethodWriter methods;
  private final Codecs codecs;

  RowErrorsJava(JobContext job, MethodWriter methods, Codecs codecs) {
    this.job = job;
    this.methods = methods;
    this.codecs = codecs;
  }

  /** Whether the node has a policy; to skip is none where nothing can fail. */
  static boolean handles(PlanNode node) {
    ErrorPolicy policy = node.info().onError();
    return policy instanceof ErrorPolicy.DeadLetter
        || (policy instanceof ErrorPolicy.Skip
            && node.rowExpressions().stream().anyMatch(TypedExpression::canFail));
  }

  /** Makes a function checked, and gives the Java that makes one. */
  String build(PlanNode node, FunctionBuilder function, RecordType input, String out, Code body) {
    String name = job.names.stream(node.id());
    return build(node, function, input, out, body, name, node.id() + "-errors");
  }

  private String build(
      PlanNode node,
      FunctionBuilder function,
      RecordType input,
      String out,
      Code body,
      String stream,
      String letters) {
    String row = job.row(input);
    String errors = job.imports.use("io.millrace.runtime.error.RowErrors");
    String collector = job.imports.use("org.apache.flink.util.Collector");
    function.method(
        "protected " + errors + "<" + row + "> errors()",
        new Code()
            .line(
                CallWrap.wrap("return " + policy(node, errors, input, stream, letters) + ";", 6)));
    function.method(
        "protected void process("
            + row
            + " row, Context context, "
            + collector
            + "<"
            + out
            + "> out)",
        body);
    String base = job.imports.use("io.millrace.runtime.error.CheckedFunction");
    return function.build("extends " + base + "<" + row + ", " + out + ">");
  }

  /** Java that makes the policy, for a function of a node. */
  String policy(PlanNode node, RecordType input) {
    String errors = job.imports.use("io.millrace.runtime.error.RowErrors");
    return policy(node, errors, input, job.names.stream(node.id()), node.id() + "-errors");
  }

  private String policy(
      PlanNode node, String errors, RecordType input, String stream, String letters) {
    String id = JavaLiterals.string(node.id());
    if (!(node.info().onError() instanceof ErrorPolicy.DeadLetter)) {
      return errors + ".skip(" + id + ")";
    }
    String badRecord = job.imports.use("io.millrace.runtime.record.BadRecord");
    String info = job.imports.use("io.millrace.runtime.record.BadRecordTypeInfo");
    String tag = methods.tag(node.id() + "-bad-records", badRecord, info + ".INSTANCE");
    codecs.badRecords(node.id(), stream + ".getSideOutput(" + tag + ")");
    String encoder =
        codecs.encoder(
            letters, input, input.fields(), new FormatSpec(FormatDecl.Kind.JSON, ',', false));
    return errors + ".deadLetter(" + id + ", " + tag + ", new " + encoder + "())";
  }

  /**
   * The input of a keyed node without the rows for which one of its expressions fails: a helper
   * operator in front of it if there is such a policy, else the input itself.
   *
   * @param input Java for the stream
   * @param evaluations writes statements that evaluate the expressions
   */
  String checkedInput(
      PlanNode node, RecordType row, String input, BiConsumer<FunctionBuilder, Code> evaluations) {
    return handles(node) ? checked(node, "", row, input, evaluations) : input;
  }

  /** The same for keys and other expressions of the row. */
  String checkedInput(
      PlanNode node, RecordType row, String input, List<TypedExpression> expressions) {
    return checkedInput(node, row, input, evaluate(node, row, expressions));
  }

  /**
   * The same for one of several inputs, if anything of it can fail.
   *
   * @param side what the input is called
   */
  String checkedSide(
      PlanNode node, String side, RecordType row, String input, List<TypedExpression> expressions) {
    boolean fails = expressions.stream().anyMatch(TypedExpression::canFail);
    boolean nothingFails = node.rowExpressions().stream().noneMatch(TypedExpression::canFail);
    // A sink reads the dead letters, also where there can be none.
    return handles(node) && (fails || nothingFails)
        ? checked(node, side + "-", row, input, evaluate(node, row, expressions))
        : input;
  }

  private BiConsumer<FunctionBuilder, Code> evaluate(
      PlanNode node, RecordType row, List<TypedExpression> expressions) {
    return (function, body) -> {
      Fallible checked = Fallible.checked(job, node);
      RowReader reader = new RowReader("row", row);
      for (TypedExpression expression : expressions) {
        if (expression.canFail()) {
          var unused = checked.expression(function, expression, reader, body);
        }
      }
    };
  }

  private String checked(
      PlanNode node,
      String side,
      RecordType row,
      String input,
      BiConsumer<FunctionBuilder, Code> evaluations) {
    FunctionBuilder function =
        new FunctionBuilder(job, job.names.classFor(node.id() + "-" + side, "Check"));
    function.comment("Rows for which nothing of " + node.id() + " fails.");
    Code body = new Code();
    evaluations.accept(function, body);
    body.line("out.collect(row);");
    String name = job.names.stream(node.id() + " " + side + "checked");
    String rowClass = job.row(row);
    String made =
        build(node, function, row, rowClass, body, name, node.id() + "-" + side + "errors");
    List<String> calls = new ArrayList<>();
    calls.add("process(" + made + ")");
    calls.add("returns(" + rowClass + ".TYPE)");
    calls.addAll(methods.identity(node.info(), side + "checked"));
    methods.variable(rowClass, name, input, calls);
    return name;
  }
}
