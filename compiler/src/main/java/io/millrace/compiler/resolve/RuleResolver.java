package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.PlanCode;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.expr.FieldRead;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.ExpressionDecl;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.model.ProcessDecl.StateKind;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.ProcessRule;
import io.millrace.compiler.plan.RowValue;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules with their expressions typed. What a condition proves to be there is known in the rule's
 * actions, until they change it.
 */
final class RuleResolver {
  private final Resolution resolution;
  private final List<StateSlot> states;
  private final ProcessTimers timers;
  private final EmittedRows rows;
  private final String statePath;
  private boolean sound = true;

  RuleResolver(
      Resolution resolution,
      List<StateSlot> states,
      ProcessTimers timers,
      EmittedRows rows,
      String statePath) {
    this.resolution = resolution;
    this.states = states;
    this.timers = timers;
    this.rows = rows;
    this.statePath = statePath;
  }

  /** Whether nothing was reported. */
  boolean sound() {
    return sound;
  }

  /** A rule whose rows have no type yet: that is known when all rules are. */
  record Draft(ProcessRule rule) {
    ProcessRule finish(EmittedRows rows) {
      List<ProcessRule.Action> actions = new ArrayList<>();
      for (ProcessRule.Action action : rule.actions()) {
        RecordType row = action instanceof ProcessRule.Emit emit ? rows.row(emit.output()) : null;
        actions.add(
            action instanceof ProcessRule.Emit emit && row != null
                ? new ProcessRule.Emit(emit.output(), EmittedRows.ordered(emit.row(), row))
                : action);
      }
      return new ProcessRule(rule.when(), actions, rule.span());
    }
  }

  /**
   * The rules of one place.
   *
   * @param hasRow whether there is a row of the input
   */
  List<Draft> resolve(List<ProcessDecl.Rule> rules, Scope scope, boolean hasRow) {
    List<Draft> resolved = new ArrayList<>();
    for (ProcessDecl.Rule rule : rules) {
      resolved.add(new Draft(new Actions(scope, hasRow).resolve(rule)));
    }
    return resolved;
  }

  private void wrong(Diagnostic diagnostic) {
    resolution.out.add(diagnostic);
    sound = false;
  }

  /** The state of a name, if its kind fits; null after a report. */
  private @Nullable StateSlot slot(Located<String> name, String action, List<StateKind> kinds) {
    for (StateSlot slot : states) {
      if (slot.name().equals(name.value())) {
        if (kinds.contains(slot.kind())) {
          return slot;
        }
        String kind = word(slot.kind());
        wrong(
            Diagnostic.of(
                    PlanCode.PLN092,
                    name.span(),
                    statePath,
                    "`"
                        + action
                        + "` takes a "
                        + word(kinds.get(0))
                        + ", `"
                        + name.value()
                        + "` is a "
                        + kind)
                .withHelp(
                    switch (slot.kind()) {
                      case VALUE -> "a value changes with `set` and `clear`";
                      case LIST -> "a list changes with `append`, `set` and `clear`";
                      case MAP -> "a map changes with `put`, `remove`, `set` and `clear`";
                    }));
        return null;
      }
    }
    sound = false;
    resolution.unknown(
        ReferenceCode.REF034,
        name,
        statePath,
        "state",
        states.stream().map(StateSlot::name).toList());
    return null;
  }

  private static String word(StateKind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** One rule's actions, and what is known to be there while they run. */
  private final class Actions {
    private final Scope scope;
    private final boolean hasRow;
    private final Set<String> present = new HashSet<>();
    private final List<ProcessRule.Action> actions = new ArrayList<>();

    Actions(Scope scope, boolean hasRow) {
      this.scope = scope;
      this.hasRow = hasRow;
    }

    ProcessRule resolve(ProcessDecl.Rule rule) {
      TypedExpression when = null;
      if (rule.when() != null) {
        when = resolution.expressions.compileCondition(rule.when(), scope, resolution.out);
        sound &= when != null;
        if (when != null) {
          present.addAll(when.proves());
        }
      }
      set(rule.set());
      for (NamedExpression named : rule.append()) {
        append(named);
      }
      rule.put().forEach(this::put);
      rule.emit().forEach(this::emit);
      for (NamedExpression named : rule.remove()) {
        remove(named);
      }
      for (Located<String> name : rule.clear()) {
        if (slot(name, "clear", List.of(StateKind.values())) != null) {
          actions.add(new ProcessRule.Clear(name.value()));
          forget(name.value());
        }
      }
      for (Located<String> name : rule.cancelTimers()) {
        timers.addCancelled(name);
        actions.add(new ProcessRule.CancelTimer(name.value()));
      }
      rule.timers().forEach(this::timer);
      return new ProcessRule(when, actions, rule.span());
    }

    private void set(List<NamedExpression> values) {
      List<Column> columns = new ArrayList<>();
      for (NamedExpression named : values) {
        StateSlot slot = slot(named.name(), "set", List.of(StateKind.values()));
        TypedExpression value = compile(named.expression());
        if (slot != null && value != null) {
          typed(named.expression(), value, StateResolver.held(slot), "`" + slot.name() + "`");
          columns.add(new Column(slot.name(), value));
        }
      }
      if (!columns.isEmpty()) {
        actions.add(new ProcessRule.SetStates(columns));
      }
      for (Column column : columns) {
        forget(column.name());
        if (!column.expression().nullable()) {
          present.add(StateResolver.STATE + "." + column.name());
        }
      }
    }

    private void append(NamedExpression named) {
      StateSlot slot = slot(named.name(), "append", List.of(StateKind.LIST));
      TypedExpression element = present(named.expression(), "an element");
      if (slot != null && element != null) {
        typed(named.expression(), element, slot.type(), "`" + slot.name() + "`");
        actions.add(new ProcessRule.Append(slot.name(), element));
      }
    }

    private void put(ProcessDecl.Put put) {
      StateSlot slot = slot(put.state(), "put", List.of(StateKind.MAP));
      TypedExpression key = present(put.key(), "a key");
      TypedExpression value = present(put.value(), "a value of a map");
      if (key != null) {
        typed(put.key(), key, ScalarType.STRING, "the key of `" + put.state().value() + "`");
      }
      if (slot != null && key != null && value != null) {
        typed(put.value(), value, slot.type(), "`" + slot.name() + "`");
        actions.add(new ProcessRule.Put(slot.name(), key, value));
      }
    }

    private void remove(NamedExpression named) {
      StateSlot slot = slot(named.name(), "remove", List.of(StateKind.MAP));
      TypedExpression key = present(named.expression(), "a key");
      if (slot != null && key != null) {
        typed(named.expression(), key, ScalarType.STRING, "the key of `" + slot.name() + "`");
        actions.add(new ProcessRule.Remove(slot.name(), key));
      }
    }

    private void emit(ProcessDecl.Emit decl) {
      RowValue value = decl.row() == null ? fields(decl) : whole(decl.row());
      if (value != null) {
        rows.add(decl, value);
        actions.add(
            new ProcessRule.Emit(decl.output() == null ? null : decl.output().value(), value));
      }
    }

    private @Nullable RowValue fields(ProcessDecl.Emit decl) {
      List<Column> columns = new ArrayList<>();
      for (NamedExpression named : decl.fields()) {
        TypedExpression value = compile(named.expression());
        if (value != null) {
          columns.add(new Column(named.name().value(), value));
        }
      }
      return columns.size() == decl.fields().size() ? new RowValue(null, columns) : null;
    }

    private @Nullable RowValue whole(ExpressionDecl decl) {
      TypedExpression row = present(decl, "a row");
      if (row == null) {
        return null;
      }
      if (!(row.type() instanceof RecordType)) {
        wrong(
            Diagnostic.of(
                    TypeCode.TYP055,
                    decl.text().whole(),
                    decl.path(),
                    "this is no row, but " + row.type().display())
                .withLabel(row.type().display())
                .withHelp("give it a name: `emit: { value: " + decl.text().value() + " }`"));
        return null;
      }
      return new RowValue(row, List.of());
    }

    private void timer(ProcessDecl.SetTimer timer) {
      timers.add(timer);
      TypedExpression at = null;
      if (timer.at() != null) {
        at = present(timer.at(), "the time of a timer");
        if (at == null) {
          return;
        }
        if (at.type() != ScalarType.TIMESTAMP) {
          wrong(
              Diagnostic.of(
                      TypeCode.TYP054,
                      timer.at().text().whole(),
                      timer.at().path(),
                      "a timer fires at a timestamp, this is " + at.type().display())
                  .withLabel(at.type().display())
                  .withHelp(
                      at.type() == ScalarType.DURATION
                          ? "`after: 10m`, or add it to a time"
                          : null));
          return;
        }
      }
      actions.add(
          new ProcessRule.SetTimer(
              timer.name().value(), at, timer.after() == null ? null : timer.after().value()));
    }

    private void forget(String state) {
      String path = StateResolver.STATE + "." + state;
      present.removeIf(known -> known.equals(path) || known.startsWith(path + "."));
    }

    private @Nullable TypedExpression compile(ExpressionDecl decl) {
      TypedExpression expression =
          resolution.expressions.compile(decl, scope, present, resolution.out);
      sound &= expression != null;
      if (expression == null) {
        return null;
      }
      for (FieldRead read : expression.reads()) {
        boolean row = read.slot().equals(Scope.ROW);
        if (read.whole() && !(row && hasRow)) {
          wrong(
              Diagnostic.of(
                  TypeCode.TYP055,
                  decl.text().whole(),
                  decl.path(),
                  row
                      ? "there is no row when a timer fires"
                      : "`" + read.slot() + "` is no row; read one of its fields"));
          return null;
        }
      }
      return expression;
    }

    private @Nullable TypedExpression present(ExpressionDecl decl, String what) {
      TypedExpression expression = compile(decl);
      if (expression == null || !expression.nullable()) {
        return expression;
      }
      wrong(
          Diagnostic.of(
                  TypeCode.TYP056,
                  decl.text().whole(),
                  decl.path(),
                  what + " must be there, this may be absent")
              .withLabel(expression.type().display() + "?")
              .withHelp("test it in `when`, as in has(" + decl.text().value() + ") && …"));
      return null;
    }

    private void typed(ExpressionDecl decl, TypedExpression value, Type wanted, String place) {
      if (!value.type().equals(wanted)) {
        String help = null;
        if (wanted == ScalarType.DOUBLE && value.type() == ScalarType.INT) {
          help = "double(" + decl.text().value() + ")";
        } else if (wanted == ScalarType.STRING && value.type() instanceof ScalarType) {
          help = "string(" + decl.text().value() + ")";
        }
        wrong(
            Diagnostic.of(
                    TypeCode.TYP053,
                    decl.text().whole(),
                    decl.path(),
                    place + " takes " + wanted.display() + ", this is " + value.type().display())
                .withLabel(value.type().display())
                .withHelp(help));
      }
    }
  }
}
