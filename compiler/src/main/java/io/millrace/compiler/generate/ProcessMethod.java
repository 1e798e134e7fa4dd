package io.millrace.compiler.generate;

import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.generate.text.LineWrap;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.StateSlot;
import java.util.ArrayList;
import java.util.List;

/** Writes the function of one process: its slots, and a method for rows and one for timers. */
final class ProcessMethod {
  private final JobContext job;
  private final MethodWriter methods;
  private final KeyedProcess node;
  private final KeyJava key;
  private final SlotJava slots;
  private final FunctionBuilder function;
  private final String rowClass;

  ProcessMethod(JobContext job, MethodWriter methods, KeyedProcess node, KeyJava key) {
    this.job = job;
    this.methods = methods;
    this.node = node;
    this.key = key;
    this.slots = new SlotJava(job, node);
    this.function = new FunctionBuilder(job, job.names.classFor(node.id(), "Process"));
    this.rowClass = node.row() == null ? "Void" : job.row(node.row());
  }

  /** Writes the class and gives the Java that makes one. */
  String write() {
    node.slots().forEach(state -> function.comment("state " + state.display()));
    slots.declare(function);
    onEvent();
    if (!node.timers().isEmpty()) {
      onTimer();
    }
    String base = job.imports.use("org.apache.flink.streaming.api.functions.KeyedProcessFunction");
    return function.build(
        "extends "
            + base
            + "<"
            + key.type()
            + ", "
            + job.row(node.input())
            + ", "
            + rowClass
            + ">");
  }

  private void onEvent() {
    Fallible fallible = fallible(node.onEvent());
    RuleWriter rules =
        new RuleWriter(job, methods, function, node, key, slots, fallible, /* timer= */ null);
    Code body = new Code();
    node.onEvent().forEach(rule -> rules.write(rule, body));
    method(
        "public void processElement(",
        List.of(
            job.row(node.input()) + " row",
            "Context context",
            job.imports.use("org.apache.flink.util.Collector") + "<" + rowClass + "> out"),
        rules,
        fallible.caughtResult(body, "row"));
  }

  private Fallible fallible(List<ProcessRule> rules) {
    List<TypedExpression> expressions = new ArrayList<>();
    rules.forEach(rule -> expressions.addAll(rule.expressions()));
    return Fallible.failing(job, node, Fallible.places(expressions));
  }

  private void onTimer() {
    Fallible fallible =
        fallible(node.timers().stream().flatMap(timer -> timer.rules().stream()).toList());
    Code body = new Code();
    List<RuleWriter> writers = new ArrayList<>();
    for (KeyedProcess.Timer timer : node.timers()) {
      RuleWriter rules = new RuleWriter(job, methods, function, node, key, slots, fallible, timer);
      body.open("if (" + slots.timer(timer.name()) + ".fires(timestamp, context.timeDomain())) {");
      for (ProcessRule rule : timer.rules()) {
        rules.write(rule, body);
      }
      body.close("}");
      writers.add(rules);
    }
    RuleWriter all = writers.get(0);
    writers.forEach(all::addNeeds);
    method(
        "public void onTimer(",
        List.of(
            "long timestamp",
            "OnTimerContext context",
            job.imports.use("org.apache.flink.util.Collector") + "<" + rowClass + "> out"),
        all,
        fallible.caughtResult(body, "context.getCurrentKey()"));
  }

  private void method(String head, List<String> parameters, RuleWriter rules, Code rulesBody) {
    Code body = new Code();
    if (rules.needsKey()) {
      body.line(key.type() + " key = context.getCurrentKey();");
    }
    if (rules.needsTime()) {
      body.line(
          "long eventTime = "
              + (head.contains("onTimer") ? "timestamp" : "context.timestamp()")
              + " * 1_000;");
    }
    body.lines(rulesBody.result());
    String text = String.join("\n", rulesBody.result());
    for (StateSlot slot : node.slots()) {
      if (text.contains(slots.state(slot.name()) + ".")) {
        body.line(slots.state(slot.name()) + ".flush();");
      }
    }
    for (KeyedProcess.Timer timer : node.timers()) {
      if (text.contains(slots.timer(timer.name()) + ".")) {
        body.line(slots.timer(timer.name()) + ".flush(context.timerService());");
      }
    }
    function.method(LineWrap.arguments(4, head, parameters, ") throws Exception"), body);
  }
}
