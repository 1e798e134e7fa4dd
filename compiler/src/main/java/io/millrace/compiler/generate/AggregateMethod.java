package io.millrace.compiler.generate;

import io.millrace.compiler.expr.AggregateCall;
import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.generate.text.UniqueNames;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the aggregator of one aggregate: its accumulator, and how rows go in and results out. */
final class AggregateMethod {
  private final JobContext job;
  private final PlanNode.Aggregate node;
  private final KeyJava key;
  private final boolean retracting;
  private final AccumulatorLayout layout;
  private final String accumulatorClass;
  private final String inputClass;
  private final String rowClass;
  private final FunctionBuilder function;
  private final UniqueNames locals =
      new UniqueNames("key", "windowStart", "windowEnd", "accumulator", "out", "changeKind");

  AggregateMethod(JobContext job, PlanNode.Aggregate node, KeyJava key) {
    this.job = job;
    this.node = node;
    this.key = key;
    this.retracting = job.isUpdating(node);
    this.layout = new AccumulatorLayout(node, retracting);
    this.accumulatorClass = job.names.classFor(node.id(), "Accumulator");
    this.inputClass = job.row(node.input());
    this.rowClass = job.row(node.row());
    this.function = new FunctionBuilder(job, job.names.classFor(node.id(), "Aggregator"));
    job.records.add(accumulatorClass, RecordSpec.Kind.ACCUMULATOR, layout.fields());
  }

  String accumulatorClass() {
    return accumulatorClass;
  }

  AccumulatorLayout layout() {
    return layout;
  }

  /** Writes the class and gives the Java that makes one. */
  String write() {
    for (Column measure : node.measures()) {
      function.comment(measure.name() + ": " + measure.expression().text());
    }
    if (node.having() != null) {
      function.comment("having: " + node.having().text());
    }
    function.method(
        "public " + accumulatorClass + " createAccumulator()",
        new Code().line("return new " + accumulatorClass + "();"));
    add();
    String types =
        "<" + key.type() + ", " + inputClass + ", " + accumulatorClass + ", " + rowClass + ">";
    if (node.window() != null) {
      merge();
      complete();
      if (node.window().timing().updates()) {
        windowResult();
        return function.build(
            "extends " + job.imports.use("io.millrace.runtime.window.UpdatingAggregator") + types);
      }
      emit();
      return function.build(
          "extends " + job.imports.use("io.millrace.runtime.window.Aggregator") + types);
    }
    if (retracting) {
      retract();
    }
    result();
    String base = retracting ? "RetractingAggregator" : "RunningAggregator";
    String supertype = "extends " + job.imports.use("io.millrace.runtime.window." + base) + types;
    if (node.having() != null) {
      having();
      supertype +=
          " implements "
              + job.imports.use("io.millrace.runtime.window.Having")
              + "<"
              + key.type()
              + ", "
              + accumulatorClass
              + ">";
    }
    return function.build(supertype);
  }

  private void add() {
    Code body = new Code().sharing();
    RowReader row = new RowReader("row", node.input());
    Fallible fallible =
        Fallible.adding(
            job,
            node,
            layout.slots().stream()
                .flatMap(slot -> slot.calls().stream().filter(slot::canFail))
                .map(AggregateSlot::place)
                .distinct()
                .toList());
    AggregatorBodies bodies =
        new AggregatorBodies(
            function,
            row,
            job.imports,
            layout,
            call -> fallible.at(AggregateSlot.place(call), body));
    for (AggregateSlot slot : layout.slots()) {
      bodies.add(slot, body);
    }
    if (layout.countsRows()) {
      body.line("accumulator.rows++;");
    } else if (layout.slots().isEmpty()) {
      body.line("accumulator.seen = true;");
    }
    function.method(
        "public void add("
            + accumulatorClass
            + " accumulator, "
            + inputClass
            + " row, long timestamp)",
        fallible.caught(body, "row"));
  }

  /** Writes statements that evaluate what may fail of a row that is to be added. */
  void evaluate(Fallible checked, FunctionBuilder check, Code body) {
    RowReader row = new RowReader("row", node.input());
    for (AggregateCall call : node.aggregates()) {
      TypedExpression condition = call.condition();
      List<TypedExpression> arguments =
          call.arguments().stream().filter(TypedExpression::canFail).toList();
      boolean guarded = condition != null && !arguments.isEmpty();
      if (condition != null && (guarded || condition.canFail())) {
        JavaCode code = checked.expression(check, condition, row, body);
        if (guarded) {
          body.open("if (" + code.value() + ") {");
        }
      }
      for (TypedExpression argument : arguments) {
        var unused = checked.expression(check, argument, row, body);
      }
      if (guarded) {
        body.close("}");
      }
    }
  }

  private void retract() {
    Code body = new Code().sharing();
    RowReader row = new RowReader("row", node.input());
    AggregatorBodies bodies = new AggregatorBodies(function, row, job.imports, layout, call -> {});
    for (AggregateSlot slot : layout.slots()) {
      bodies.retract(slot, body);
    }
    if (layout.countsRows()) {
      body.line("accumulator.rows--;");
    }
    function.method(
        "public void retract(" + accumulatorClass + " accumulator, " + inputClass + " row)", body);
    function.method(
        "public long rows(" + accumulatorClass + " accumulator)",
        new Code().line("return accumulator." + layout.rows() + ";"));
  }

  private void merge() {
    Code body = new Code();
    for (AggregateSlot slot : layout.slots()) {
      slot.java().merge(slot, slot, job.imports, body);
    }
    if (layout.slots().isEmpty()) {
      body.line("into.seen |= from.seen;");
    }
    function.method(
        "public void merge(" + accumulatorClass + " into, " + accumulatorClass + " from)", body);
  }

  /** Leaves the method where a condition on the result does not hold. */
  private void unless(
      @Nullable TypedExpression condition,
      Map<String, Local> measures,
      Fallible fallible,
      Code body) {
    if (condition != null) {
      fallible.at(condition, body);
      JavaCode having = function.expression(condition, reader(condition, measures), body);
      String leave = node.window().timing().updates() ? "return null;" : "return;";
      body.open("if (!(" + having.value() + ")) {").line(leave).close("}");
    }
  }

  /** The result of a window as an insert; the operator makes updates of it. */
  private void windowResult() {
    Code body = new Code();
    Fallible fallible = results(true);
    Map<String, Local> measures = measures(allMeasures(), fallible, body);
    unless(node.having(), measures, fallible, body);
    String change = job.imports.use("io.millrace.runtime.record.Change");
    List<String> arguments = new ArrayList<>(List.of(change + ".INSERT"));
    arguments.addAll(arguments(measures));
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    String row = rowClass;
    if (node.having() != null) {
      row = "@" + job.imports.use("org.jspecify.annotations.Nullable") + " " + rowClass;
    }
    function.method(
        LineWrap.arguments(
            4,
            "public " + row + " result(",
            List.of(
                key.type() + " key",
                "long windowStart",
                "long windowEnd",
                accumulatorClass + " accumulator"),
            ")"),
        fallible.caughtResult(body, "key"));
  }

  /** A window may have been open when a measure was added, and get no row since. */
  private void complete() {
    List<TypedExpression> results =
        new ArrayList<>(node.measures().stream().map(Column::expression).toList());
    if (node.having() != null) {
      results.add(node.having());
    }
    List<String> present =
        results.stream()
            .flatMap(result -> result.aggregates().stream())
            .filter(call -> call.needsRows() && !call.nullable())
            .map(call -> layout.slot(call).java().present(layout.slot(call), call))
            .distinct()
            .toList();
    if (!present.isEmpty()) {
      function.method(
          "public boolean isComplete(" + accumulatorClass + " accumulator)",
          new Code()
              .line(LineWrap.operands(6, "return ", "&&", present, ";").replace("\n      ", "\n")));
    }
  }

  private void emit() {
    Code body = new Code();
    Fallible fallible = results(true);
    Map<String, Local> measures = measures(allMeasures(), fallible, body);
    unless(node.having(), measures, fallible, body);
    body.line(RowJava.make("out.collect(", node.row(), arguments(measures), ");"));
    String collector = job.imports.use("org.apache.flink.util.Collector");
    function.method(
        LineWrap.arguments(
            4,
            "public void emit(",
            List.of(
                key.type() + " key",
                "long windowStart",
                "long windowEnd",
                accumulatorClass + " accumulator",
                collector + "<" + rowClass + "> out"),
            ")"),
        fallible.caughtResult(body, "key"));
  }

  private void result() {
    Code body = new Code();
    Fallible fallible = results(false);
    Map<String, Local> measures = measures(allMeasures(), fallible, body);
    List<String> arguments = new ArrayList<>(List.of("changeKind"));
    arguments.addAll(arguments(measures));
    body.line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method(
        "public "
            + rowClass
            + " result("
            + key.type()
            + " key, "
            + accumulatorClass
            + " accumulator, byte changeKind)",
        fallible.caughtResult(body, "key"));
  }

  private void having() {
    Code body = new Code();
    TypedExpression condition = node.having();
    Set<String> read = new HashSet<>();
    condition.reads().stream().map(FieldRead::field).forEach(read::add);
    Fallible fallible = results(true);
    Map<String, Local> measures = measures(read, fallible, body);
    fallible.at(condition, body);
    JavaCode code = function.expression(condition, reader(condition, measures), body);
    body.line("return " + code.value() + ";");
    function.method(
        "public boolean having(" + key.type() + " key, " + accumulatorClass + " accumulator)",
        fallible.caughtResult(body, "key"));
  }

  /** What may fail of results. */
  private Fallible results(boolean withCondition) {
    List<TypedExpression> results =
        new ArrayList<>(node.measures().stream().map(Column::expression).toList());
    if (withCondition && node.having() != null) {
      results.add(node.having());
    }
    return Fallible.failing(job, node, Fallible.places(results));
  }

  private Set<String> allMeasures() {
    Set<String> names = new HashSet<>();
    node.measures().forEach(m -> names.add(m.name()));
    return names;
  }

  /** A measure in a local variable. */
  private record Local(String value, String present) {}

  private Map<String, Local> measures(Set<String> wanted, Fallible fallible, Code body) {
    Map<String, Local> measures = new HashMap<>();
    for (Column measure : node.measures()) {
      if (!wanted.contains(measure.name())) {
        continue;
      }
      TypedExpression expression = measure.expression();
      fallible.at(expression, body);
      JavaCode code = function.expression(expression, reader(expression, Map.of()), body);
      String name = locals.of(measure.name(), JavaIdentifiers.field(measure.name()));
      body.line(
          LineWrap.assignment(
              6, JavaTypes.of(expression.type()) + " " + name + " =", code.value() + ";"));
      String present = "";
      if (expression.nullable() && JavaTypes.isPrimitive(expression.type())) {
        present = locals.of(measure.name() + "?", JavaIdentifiers.presenceFlag(measure.name()));
        body.line(
            "boolean "
                + present
                + " = "
                + (code.present() == null ? "true" : code.present())
                + ";");
      } else if (expression.nullable()) {
        present = name + " != null";
      }
      measures.put(measure.name(), new Local(name, present));
    }
    return measures;
  }

  private List<String> arguments(Map<String, Local> measures) {
    List<String> arguments = new ArrayList<>(key.arguments());
    for (Column measure : node.measures()) {
      Local local = measures.get(measure.name());
      arguments.add(local.value());
      TypedExpression expression = measure.expression();
      if (expression.nullable() && JavaTypes.isPrimitive(expression.type())) {
        arguments.add(local.present());
      }
    }
    return arguments;
  }

  private FunctionBuilder.SlotReader reader(
      TypedExpression expression, Map<String, Local> measures) {
    List<AggregateCall> calls = expression.aggregates();
    return new FunctionBuilder.SlotReader() {
      @Override
      public String read(String slot, String field) {
        if (slot.equals("window")) {
          return field.equals("start") ? "windowStart" : "windowEnd";
        }
        return key.has(field) ? key.read(field) : measures.get(field).value();
      }

      @Override
      public String present(String slot, String field) {
        return key.has(field) ? key.present(field) : measures.get(field).present();
      }

      @Override
      public String aggregate(int index) {
        AggregateCall call = calls.get(index);
        AggregateSlot slot = layout.slot(call);
        return slot.java().result(slot, call, job.imports);
      }

      @Override
      public String aggregatePresent(int index) {
        AggregateCall call = calls.get(index);
        AggregateSlot slot = layout.slot(call);
        return slot.java().present(slot, call);
      }
    };
  }
}
