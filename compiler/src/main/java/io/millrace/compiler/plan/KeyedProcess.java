package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State and timers per key, and rules over them.
 *
 * @param input the type of the rows that come in
 * @param row of the main output; null: there are named ones only
 */
public record KeyedProcess(
    NodeInfo info,
    List<StreamRef> inputs,
    List<Column> keys,
    List<StateSlot> slots,
    List<ProcessRule> onEvent,
    List<Timer> timers,
    RecordType input,
    @Nullable RecordType row,
    List<Output> outputs)
    implements PlanNode {
  public KeyedProcess {
    inputs = List.copyOf(inputs);
    keys = List.copyOf(keys);
    slots = List.copyOf(slots);
    onEvent = List.copyOf(onEvent);
    timers = List.copyOf(timers);
    outputs = List.copyOf(outputs);
  }

  /** A timer of each key, and its rules. */
  public record Timer(String name, boolean processingTime, List<ProcessRule> rules) {
    public Timer {
      rules = List.copyOf(rules);
    }
  }

  /** A named output. */
  public record Output(String name, RecordType row) {}

  @Override
  public List<StateSpec> states() {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<StateSpec> specs = new ArrayList<>();
    for (StateSlot slot : slots) {
      String what = "`state." + slot.name() + "` of every key that it ever saw";
      if (slot.ttl() != null) {
        specs.add(StateSpec.bounded(what, "a ttl of " + Durations.display(slot.ttl())));
      } else if (isClearedByTimer(slot)) {
        specs.add(StateSpec.bounded(what, "a timer"));
      } else {
        specs.add(
            StateSpec.unbounded(
                what, "`ttl: 7d`, `job: { state: { ttl: 7d } }`, or clear it in a timer's rule"));
      }
    }
    return specs;
  }

  private boolean isClearedByTimer(StateSlot slot) {
    return timers.stream()
        .flatMap(timer -> timer.rules().stream())
        .flatMap(rule -> rule.actions().stream())
        .anyMatch(
            action ->
                action instanceof ProcessRule.Clear clear && clear.state().equals(slot.name()));
  }

  /** The same with other expressions of the same values. */
  public KeyedProcess with(
      List<Column> newKeys, List<ProcessRule> newOnEvent, List<Timer> newTimers) {
    return new KeyedProcess(
        info, inputs, newKeys, slots, newOnEvent, newTimers, input, row, outputs);
  }

  /** The same with fewer fields in what comes in and goes out. */
  public KeyedProcess with(
      RecordType newInput, @Nullable RecordType newRow, List<Output> newOutputs) {
    return new KeyedProcess(
        info, inputs, keys, slots, onEvent, timers, newInput, newRow, newOutputs);
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
