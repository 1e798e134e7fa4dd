package io.millrace.compiler.generate;

import io.millrace.compiler.expr.JavaCode;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.record.RecordSpec;
import io.millrace.compiler.generate.record.StoredField;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.javatext.JavaIdentifiers;
import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.javatext.JavaTypes;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.StateSlot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the aggregator of one reduce: an accumulator of its values, and how rows change them. */
final class FoldMethod {
  private final JobContext job;
  private final Reduce node;
  private final KeyJava key;
  private final String accumulatorClass;
  private final FunctionBuilder function;

  FoldMethod(JobContext job, Reduce node, KeyJava key) {
    this.job = job;
    this.node = node;
    this.key = key;
    this.accumulatorClass = job.names.classFor(node.id(), "Accumulator");
    this.function = new FunctionBuilder(job, job.names.classFor(node.id(), "Fold"));
    job.records.add(
        accumulatorClass,
        RecordSpec.Kind.ACCUMULATOR,
        node.slots().stream().map(s -> StoredField.of(s.name(), s.type(), s.nullable())).toList());
  }

  String accumulatorClass() {
    return accumulatorClass;
  }

  /** Writes the class and gives the Java that makes one. */
  String write() {
    for (Column column : node.update()) {
      function.comment(column.name() + ": " + column.expression().canonical());
    }
    create();
    add();
    result();
    String base = job.imports.use("io.millrace.runtime.window.RunningAggregator");
    return function.build(
        "extends "
            + base
            + "<"
            + key.type()
            + ", "
            + job.row(node.input())
            + ", "
            + accumulatorClass
            + ", "
            + job.row(node.row())
            + ">");
  }

  private static String field(String state) {
    return "accumulator." + JavaIdentifiers.field(state);
  }

  private static String flag(String state) {
    return "accumulator." + JavaIdentifiers.presenceFlag(state);
  }

  private void create() {
    Code body = new Code();
    body.line(accumulatorClass + " accumulator = new " + accumulatorClass + "();");
    for (StateSlot slot : node.slots()) {
      Object initial = slot.initial();
      if (initial != null && !isDefault(initial)) {
        body.line(field(slot.name()) + " = " + literal(initial) + ";");
      }
    }
    body.line("return accumulator;");
    function.method("public " + accumulatorClass + " createAccumulator()", body);
  }

  private static boolean isDefault(Object value) {
    return value.equals(0L) || value.equals(0.0) || value.equals(false);
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return JavaLiterals.string(text);
    }
    if (value instanceof Double number) {
      return JavaLiterals.doubleValue(number);
    }
    return value instanceof Long number ? JavaLiterals.longValue(number) : value.toString();
  }

  /** All values are computed from the old ones; variables hold what later ones still read. */
  private void add() {
    Code body = new Code();
    List<JavaCode> codes = new ArrayList<>();
    // With a policy, all that can fail is computed before anything changes.
    Fallible fallible =
        RowErrorsJava.handles(node)
            ? Fallible.checked(job, node)
            : Fallible.failing(
                job,
                node,
                Fallible.places(node.update().stream().map(Column::expression).toList()));
    for (Column column : node.update()) {
      codes.add(fallible.expression(function, column.expression(), reader(), body));
    }
    Set<String> changed = new HashSet<>();
    List<String> assignments = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      Column column = node.update().get(i);
      TypedExpression expression = column.expression();
      StateSlot slot = slot(column.name());
      boolean flagged = slot.nullable() && JavaTypes.isPrimitive(slot.type());
      String value = codes.get(i).value();
      String present = codes.get(i).present() == null ? "true" : codes.get(i).present();
      boolean readsChanged =
          expression.reads().stream()
              .anyMatch(read -> read.slot().equals("state") && changed.contains(read.field()));
      if (readsChanged) {
        String local = JavaIdentifiers.variable("new-" + column.name());
        body.line(JavaTypes.of(expression.type()) + " " + local + " = " + value + ";");
        value = local;
        if (flagged && !present.equals("true")) {
          body.line("boolean " + local + "Present = " + present + ";");
          present = local + "Present";
        }
      }
      assignments.add(LineWrap.assignment(6, field(slot.name()) + " =", value + ";"));
      if (flagged) {
        assignments.add(LineWrap.assignment(6, flag(slot.name()) + " =", present + ";"));
      }
      changed.add(column.name());
    }
    body.lines(assignments);
    function.method(
        LineWrap.arguments(
            4,
            "public void add(",
            List.of(
                accumulatorClass + " accumulator",
                job.row(node.input()) + " row",
                "long timestamp"),
            ")"),
        fallible.caught(body, "row"));
  }

  private StateSlot slot(String name) {
    return node.slots().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private void result() {
    List<String> arguments = new ArrayList<>();
    if (node.updating()) {
      arguments.add("changeKind");
    }
    arguments.addAll(key.arguments());
    for (StateSlot slot : node.slots()) {
      arguments.add(field(slot.name()));
      if (slot.nullable() && JavaTypes.isPrimitive(slot.type())) {
        arguments.add(flag(slot.name()));
      }
    }
    Code body = new Code().line(RowJava.make("return ", node.row(), arguments, ";"));
    function.method(
        LineWrap.arguments(
            4,
            "public " + job.row(node.row()) + " result(",
            List.of(key.type() + " key", accumulatorClass + " accumulator", "byte changeKind"),
            ")"),
        body);
  }

  private FunctionBuilder.SlotReader reader() {
    RowReader row = new RowReader("row", node.input());
    return new FunctionBuilder.SlotReader() {
      @Override
      public String read(String slot, String field) {
        if (slot.equals("state")) {
          return field(field);
        }
        return row.read(slot, field);
      }

      @Override
      public String present(String slot, String field) {
        if (slot.equals("state")) {
          return JavaTypes.isPrimitive(slot(field).type())
              ? flag(field)
              : field(field) + " != null";
        }
        return row.present(slot, field);
      }
    };
  }
}
