package io.millrace.compiler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stateful operators in {@link PlanPrinter}. */
final class ProcessText {
  private ProcessText() {}

  static List<String> lines(KeyedProcess node) {
    List<String> lines = new ArrayList<>();
    columns("key", node.keys(), lines);
    node.slots().forEach(state -> lines.add("state " + state.display()));
    rules("on-event", node.onEvent(), lines);
    for (KeyedProcess.Timer timer : node.timers()) {
      lines.add(
          "timer "
              + timer.name()
              + " in "
              + (timer.processingTime() ? "processing" : "event")
              + " time");
      rules("on-timer " + timer.name(), timer.rules(), lines);
    }
    return lines;
  }

  static List<String> lines(Reduce node) {
    List<String> lines = new ArrayList<>();
    columns("key", node.keys(), lines);
    node.slots().forEach(state -> lines.add("state " + state.display()));
    columns("update", node.update(), lines);
    lines.add("emit " + (node.updating() ? "updates" : "each"));
    if (node.ttl() != null) {
      lines.add("ttl " + Durations.display(node.ttl()));
    }
    return lines;
  }

  private static void columns(String what, List<Column> columns, List<String> lines) {
    columns.forEach(c -> lines.add(what + " " + c.name() + " = " + c.expression().canonical()));
  }

  private static void rules(String what, List<ProcessRule> rules, List<String> lines) {
    for (ProcessRule rule : rules) {
      lines.add(what + (rule.when() == null ? " always" : " when " + rule.when().canonical()));
      rule.actions().forEach(action -> lines.add("  " + text(action)));
    }
  }

  private static String text(ProcessRule.Action action) {
    if (action instanceof ProcessRule.SetStates set) {
      return "set "
          + set.values().stream()
              .map(c -> c.name() + " = " + c.expression())
              .collect(Collectors.joining(", "));
    }
    if (action instanceof ProcessRule.Append append) {
      return "append " + append.state() + " " + append.element();
    }
    if (action instanceof ProcessRule.Put put) {
      return "put " + put.state() + "[" + put.key() + "] = " + put.value();
    }
    if (action instanceof ProcessRule.Emit emit) {
      return "emit "
          + (emit.output() == null ? "" : "to " + emit.output() + " ")
          + emit.row().display();
    }
    if (action instanceof ProcessRule.Remove remove) {
      return "remove " + remove.state() + "[" + remove.key() + "]";
    }
    if (action instanceof ProcessRule.Clear clear) {
      return "clear " + clear.state();
    }
    if (action instanceof ProcessRule.SetTimer timer) {
      return "timer "
          + timer.timer()
          + (timer.at() != null
              ? " at " + timer.at()
              : " after " + (timer.after() == null ? "" : Durations.display(timer.after())));
    }
    return "cancel-timer " + ((ProcessRule.CancelTimer) action).timer();
  }
}
