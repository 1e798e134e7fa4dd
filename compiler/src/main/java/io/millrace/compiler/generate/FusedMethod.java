package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.LateColumns;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes filters and selects in a row as one function, which makes the last one's rows alone. */
final class FusedMethod {
  /** A value that costs nothing to read again: {@code row.bid().auction()}, a variable. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*(\\.\\w+\\(\\))*");

  /** Names that the class around it, or expressions, may use. */
  private static final Pattern TAKEN = Pattern.compile("param[A-Z_].*|t\\d+.*|[A-Z].*");

  private final JobContext job;
  private final OperatorMethods operators;
  private final FunctionBuilder function;
  private final List<PlanNode> nodes;
  private final Code body = new Code().sharing();
  private final List<String> filters = new ArrayList<>();

  /** What is computed for rows that pass a filter, by the filter's id. */
  private final Map<String, List<Runnable>> late = new HashMap<>();

  private final UniqueNames variables =
      new UniqueNames(FusedRow.VARIABLE, "out", "e", "at", "made", "filters");

  FusedMethod(JobContext job, OperatorMethods operators, List<PlanNode> nodes) {
    this.job = job;
    this.operators = operators;
    this.nodes = nodes;
    this.function = new FunctionBuilder(job, job.names.classFor(last().id(), "Fused"));
  }

  private PlanNode last() {
    return nodes.get(nodes.size() - 1);
  }

  void write() {
    PlanNode first = nodes.get(0);
    RecordType input =
        first instanceof PlanNode.Select select ? select.input() : ((PlanNode.Filter) first).row();
    FusedRow row = new FusedRow(input, null);
    for (PlanNode node : nodes) {
      body.line("// " + JavaLiterals.comment(MethodWriter.place(node)));
      if (node instanceof PlanNode.Filter filter) {
        filter(filter, row);
        late.getOrDefault(node.id(), List.of()).forEach(Runnable::run);
      } else if (node == last()) {
        make((PlanNode.Select) node, row);
      } else {
        row = select((PlanNode.Select) node, row);
      }
    }
    if (last() instanceof PlanNode.Filter) {
      body.line(
          row.made() == null
              ? "out.collect(row);"
              : RowJava.make("out.collect(", row.type(), row.arguments(), ");"));
    }
    RecordType output = last() instanceof PlanNode.Select select ? select.row() : row.type();
    String from = job.row(input);
    String to = job.row(output);
    if (!filters.isEmpty()) {
      String list = job.imports.use("java.util.List");
      String names = String.join(", ", filters.stream().map(JavaLiterals::string).toList());
      function.method(
          "protected " + list + "<String> filters()",
          new Code().line(CallWrap.wrap("return " + list + ".of(" + names + ");", 6)));
    }
    String collector = job.imports.use("org.apache.flink.util.Collector");
    function.method(
        "public void flatMap(" + from + " row, " + collector + "<" + to + "> out)", body);
    String base = job.imports.use("io.millrace.runtime.function.FusedFunction");
    String made = function.build("extends " + base + "<" + from + ", " + to + ">");
    operators.applyFused(nodes, input, output, "flatMap(" + made + ")");
  }

  private void filter(PlanNode.Filter node, FusedRow row) {
    function.comment(node.id() + ": where " + node.where().text());
    Code code = body.inner();
    JavaCode where = function.expression(node.where(), row, code);
    boolean plain = PLAIN.matcher(where.value()).matches();
    String value = plain ? where.value() : "(" + where.value() + ")";
    if (!node.where().isTrue()) {
      code.open("if (!" + value + ") {").line("return;").close("}");
    }
    if (node.where().canFail()) {
      body.lines(Fallible.failing(job, node).caught(code, row.whole(job)).result());
    } else {
      body.adopt(code);
    }
    body.line("passed(" + filters.size() + ");");
    filters.add(node.id());
  }

  /** Values that nobody has to keep in an object; they are computed once, as they would be. */
  private FusedRow select(PlanNode.Select node, FusedRow row) {
    Map<String, JavaCode> made = new LinkedHashMap<>();
    Map<String, String> behind = LateColumns.of(job.plan, node);
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      Field field = node.row().fields().get(i);
      comment(node, column);
      Runnable value =
          () ->
              made.put(
                  column.name(), kept(field, function.expression(column.expression(), row, body)));
      String filter = behind.get(column.name());
      if (filter == null) {
        value.run();
      } else {
        List<Runnable> all = late.computeIfAbsent(filter, k -> new ArrayList<>());
        if (all.isEmpty()) {
          String place = JavaLiterals.comment(MethodWriter.place(node));
          all.add(() -> body.line("// " + place + ", of what passed"));
        }
        all.add(value);
      }
    }
    return new FusedRow(node.row(), made);
  }

  private JavaCode kept(Field field, JavaCode code) {
    if (code.present() == null && PLAIN.matcher(code.value()).matches()) {
      return code;
    }
    String wish = JavaIdentifiers.field(field.name());
    String name = variables.of(new Object(), TAKEN.matcher(wish).matches() ? "_" + wish : wish);
    body.line(JavaTypes.of(field.type()) + " " + name + " = " + code.value() + ";");
    String present = code.present();
    if (present != null && FusedRow.hasFlag(field, code)) {
      String flag = variables.of(new Object(), name + "Present");
      body.line("boolean " + flag + " = " + present + ";");
      present = flag;
    } else if (present != null) {
      present = name + " != null";
    }
    return new JavaCode(List.of(), List.of(), name, present, code.imports());
  }

  private void make(PlanNode.Select node, FusedRow row) {
    boolean canFail = node.rowExpressions().stream().anyMatch(TypedExpression::canFail);
    Fallible fallible = Fallible.failing(job, node);
    Code code = canFail ? body.inner() : body;
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < node.columns().size(); i++) {
      Column column = node.columns().get(i);
      comment(node, column);
      JavaCode value = fallible.expression(function, column.expression(), row, code);
      arguments.addAll(RowJava.arguments(node.row().fields().get(i), value));
    }
    if (!canFail) {
      body.line(RowJava.make("out.collect(", node.row(), arguments, ");"));
      return;
    }
    // What fails behind this one is none of its business.
    body.line(job.row(node.row()) + " made;");
    code.line(RowJava.make("made = ", node.row(), arguments, ";"));
    body.lines(fallible.caught(code, row.whole(job)).result());
    body.line("out.collect(made);");
  }

  private void comment(PlanNode.Select node, Column column) {
    function.comment(node.id() + "." + column.name() + ": " + column.expression().text());
  }
}
