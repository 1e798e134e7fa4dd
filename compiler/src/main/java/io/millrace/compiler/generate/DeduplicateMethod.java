package io.millrace.compiler.generate;

import io.millrace.compiler.javatext.JavaLiterals;
import io.millrace.compiler.plan.Deduplicate;
import io.millrace.compiler.plan.OrderTerm;
import io.millrace.compiler.types.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code deduplicate}. */
final class DeduplicateMethod {
  private final JobContext job;
  private final MethodWriter methods;
  private final OperatorMethods operators;

  DeduplicateMethod(JobContext job, MethodWriter methods, OperatorMethods operators) {
    this.job = job;
    this.methods = methods;
    this.operators = operators;
  }

  void write(Deduplicate node) {
    String from = job.row(node.input());
    String to = job.row(node.row());
    KeyJava key = new KeyJava(job, node, node.keys(), node.input());
    List<String> calls = new ArrayList<>();
    KeyBy keyBy = key.keyBy(key.selector(from));
    if (node.keepLast()) {
      calls.add(KeyedCall.of(job, node, to, last(node, key, from, to)));
    } else if (node.within() != null && node.eventTime()) {
      String operator = job.imports.use("io.millrace.runtime.change.FirstRowWithin");
      calls.add(
          "transform("
              + JavaLiterals.string(node.id())
              + ", "
              + to
              + ".TYPE, new "
              + operator
              + "<>("
              + DeployJava.duration(node.within(), job.imports)
              + "))");
    } else {
      String function = job.imports.use("io.millrace.runtime.change.FirstRow");
      String made = "new " + function + "<" + key.type() + ", " + to + ">()" + ttl(node);
      calls.add(KeyedCall.of(job, node, to, made));
    }
    calls.addAll(methods.identityOfNamed(node.info()));
    if (key.isGlobal() && node.info().parallelism() == null) {
      calls.add("setParallelism(1)");
    }
    operators.applyChecked(node, node.input(), node.row(), keyBy, calls);
  }

  private String last(Deduplicate node, KeyJava key, String from, String to) {
    FunctionBuilder function = new FunctionBuilder(job, job.names.classFor(node.id(), "Versions"));
    if (!node.order().isEmpty()) {
      function.comment("order: " + node.order().get(0).expression().canonical());
    }
    List<String> arguments = new ArrayList<>(List.of("changeKind"));
    for (Field field : node.input().fields()) {
      arguments.addAll(RowJava.copy(field, new RowReader("row", node.input())));
    }
    function.method(
        "public " + to + " version(" + from + " row, byte changeKind)",
        new Code().line(RowJava.make("return ", node.row(), arguments, ";")));
    List<OrderTerm> order = node.order();
    if (!order.isEmpty()) {
      function.method(
          "public int compare(" + to + " a, " + to + " b)",
          OrderJava.compare(job, node, function, order, node.row()));
    }
    String base = job.imports.use("io.millrace.runtime.change.Versions");
    String versions = function.build("extends " + base + "<" + from + ", " + to + ">");
    String lastRow = job.imports.use("io.millrace.runtime.change.LastRow");
    String types = "<" + key.type() + ", " + from + ", " + to + ">";
    String made = "new " + lastRow + types + "(" + versions + ", " + to + ".TYPE)";
    if (node.within() != null && node.eventTime()) {
      made += ".within(" + DeployJava.duration(node.within(), job.imports) + ")";
    } else {
      made += ttl(node);
    }
    if (!order.isEmpty()) {
      made += ".ordered()";
    }
    return made + (job.sendsOldValues(node) ? ".updateBefore()" : "");
  }

  /** Without event time, {@code within} is a time to live. */
  private String ttl(Deduplicate node) {
    Duration ttl = node.within() != null ? node.within() : node.ttl();
    return ttl == null ? "" : ".ttl(" + DeployJava.duration(ttl, job.imports) + ")";
  }
}
