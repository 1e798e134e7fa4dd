package io.millrace.compiler.resolve;

import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code process} to a plan node; null after a report. */
final class ProcessResolver {
  /** Name of the slot of key fields. */
  static final String KEY = "key";

  /** Name of the slot of the event's time. */
  static final String META = "meta";

  private static final RecordType META_RECORD =
      new RecordType(META, List.of(Field.of("timestamp", ScalarType.TIMESTAMP, false)));

  private final Resolution resolution;
  private final TypeResolver types;

  ProcessResolver(Resolution resolution, TypeResolver types) {
    this.resolution = resolution;
    this.types = types;
  }

  @Nullable PlanNode resolve(ProcessDecl decl, Inputs.Merged merged) {
    RecordType input = merged.shape().row();
    if (!Updates.onlyAppends(resolution, decl.head(), merged)) {
      return null;
    }
    List<Column> keys = new KeyResolver(resolution).keys(decl.keys(), merged.shape());
    List<StateSlot> states = new StateResolver(resolution, types).slots(decl.states(), input);
    if (keys == null || states == null) {
      return null;
    }
    RecordType key = new RecordType(KEY, keys.stream().map(Columns::field).toList());
    RecordType state = StateResolver.record(states);
    boolean watermarked = merged.shape().watermarked();
    ProcessTimers timers = new ProcessTimers(resolution, decl, merged);
    EmittedRows rows = new EmittedRows(resolution, decl.head().id().value());
    RuleResolver rules =
        new RuleResolver(resolution, states, timers, rows, decl.head().path() + ".state");
    Scope onEvent = slots(resolution.scope(merged.shape()), key, state, watermarked).build();
    List<RuleResolver.Draft> eventRules =
        rules.resolve(decl.onEvent(), onEvent, /* hasRow= */ true);
    // There is no row when a timer fires: bare names are the key's fields.
    Scope onTimer = slots(resolution.scope(key), key, state, true).build();
    List<List<RuleResolver.Draft>> timerRules = new ArrayList<>();
    for (ProcessDecl.TimerRules timer : decl.onTimer()) {
      timerRules.add(rules.resolve(timer.rules(), onTimer, /* hasRow= */ false));
    }
    boolean timersSound = timers.check();
    if (!rows.sound() || !rules.sound()) {
      return null;
    }
    shapes(decl, merged, rows);
    if (!timersSound) {
      return null;
    }
    List<KeyedProcess.Timer> resolvedTimers = new ArrayList<>();
    for (int i = 0; i < timerRules.size(); i++) {
      String name = decl.onTimer().get(i).timer().value();
      resolvedTimers.add(
          new KeyedProcess.Timer(
              name, timers.isProcessingTime(name), finished(timerRules.get(i), rows)));
    }
    return new KeyedProcess(
        resolution.info(decl.head()),
        merged.refs(),
        keys,
        states,
        finished(eventRules, rows),
        resolvedTimers,
        input,
        rows.row(null),
        rows.named().stream().map(name -> output(name, rows)).toList());
  }

  private static Scope.Builder slots(
      Scope.Builder scope, RecordType key, RecordType state, boolean timed) {
    Scope.Builder all = scope;
    if (!key.fields().isEmpty()) {
      all = all.record(KEY, key);
    }
    if (!state.fields().isEmpty()) {
      all = all.record(StateResolver.STATE, state);
    }
    return timed ? all.record(META, META_RECORD) : all;
  }

  private static List<ProcessRule> finished(List<RuleResolver.Draft> drafts, EmittedRows rows) {
    return drafts.stream().map(draft -> draft.finish(rows)).toList();
  }

  private static KeyedProcess.Output output(String name, EmittedRows rows) {
    RecordType row = rows.row(name);
    if (row == null) {
      throw new IllegalStateException("no rows for " + name);
    }
    return new KeyedProcess.Output(name, row);
  }

  private void shapes(ProcessDecl decl, Inputs.Merged merged, EmittedRows rows) {
    String id = decl.head().id().value();
    boolean watermarked = merged.shape().watermarked();
    RecordType main = rows.row(null);
    if (main != null) {
      resolution.shapes.put(id, new StreamShape(main, watermarked, ChangeMode.append()));
    }
    for (String name : rows.named()) {
      resolution.shapes.put(
          id + "." + name,
          new StreamShape(output(name, rows).row(), watermarked, ChangeMode.append()));
    }
  }
}
