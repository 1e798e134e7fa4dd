package io.millrace.compiler.resolve;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.ReferenceCode;
import io.millrace.compiler.diag.TypeCode;
import io.millrace.compiler.expr.Scope;
import io.millrace.compiler.expr.TypedExpression;
import io.millrace.compiler.model.NamedExpression;
import io.millrace.compiler.model.ProcessDecl;
import io.millrace.compiler.model.ReduceDecl;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.Reduce;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.plan.StreamShape;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.ScalarType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code reduce} to a plan node; null after a report. */
final class ReduceResolver {
  private final Resolution resolution;
  private final TypeResolver types;

  ReduceResolver(Resolution resolution, TypeResolver types) {
    this.resolution = resolution;
    this.types = types;
  }

  @Nullable PlanNode resolve(ReduceDecl decl, Inputs.Merged merged) {
    RecordType input = merged.shape().row();
    if (!Updates.onlyAppends(resolution, decl.head(), merged)) {
      return null;
    }
    List<Column> keys = new KeyResolver(resolution).keys(decl.keys(), merged.shape());
    List<StateSlot> states = new StateResolver(resolution, types).slots(decl.states(), input);
    if (keys == null || states == null) {
      return null;
    }
    List<Located<String>> names = new ArrayList<>();
    decl.keys().forEach(key -> names.add(key.name()));
    decl.states().forEach(state -> names.add(state.name()));
    boolean sound = new Columns(resolution).distinct(names, decl.head().path() + ".state");
    RecordType key =
        new RecordType(ProcessResolver.KEY, keys.stream().map(Columns::field).toList());
    Scope scope =
        resolution
            .scope(merged.shape())
            .record(StateResolver.STATE, StateResolver.record(states))
            .build();
    List<Column> update = new ArrayList<>();
    for (NamedExpression named : decl.update()) {
      Column column = update(named, states, scope, decl);
      if (column != null) {
        update.add(column);
      }
    }
    if (!sound || update.size() < decl.update().size()) {
      return null;
    }
    List<Field> fields = new ArrayList<>(key.fields());
    states.forEach(s -> fields.add(Field.of(s.name(), s.type(), s.nullable())));
    String id = decl.head().id().value();
    RecordType row = new RecordType(resolution.classNames.allocate(id), fields);
    boolean updating = decl.emit() == null || decl.emit().value() == ReduceDecl.Emit.UPDATES;
    ChangeMode mode =
        updating
            ? new ChangeMode.Upsert(key.fields().stream().map(Field::name).toList())
            : ChangeMode.append();
    resolution.shapes.put(id, new StreamShape(row, merged.shape().watermarked(), mode));
    return new Reduce(
        resolution.info(decl.head()),
        merged.refs(),
        keys,
        states,
        update,
        updating,
        ttl(decl),
        input,
        row);
  }

  private @Nullable Duration ttl(ReduceDecl decl) {
    if (decl.ttl() != null) {
      return decl.ttl().value();
    }
    Located<Duration> ofJob = resolution.pipeline.job().stateTtl();
    return ofJob == null ? null : ofJob.value();
  }

  private @Nullable Column update(
      NamedExpression named, List<StateSlot> states, Scope scope, ReduceDecl decl) {
    TypedExpression value =
        resolution.expressions.compile(named.expression(), scope, resolution.out);
    StateSlot slot =
        states.stream().filter(s -> s.name().equals(named.name().value())).findFirst().orElse(null);
    if (slot == null) {
      resolution.unknown(
          ReferenceCode.REF034,
          named.name(),
          decl.head().path() + ".update",
          "state",
          decl.states().stream().map(ProcessDecl.StateDecl::name).map(Located::value).toList());
      return null;
    }
    if (value == null) {
      return null;
    }
    String path = named.expression().path();
    if (!value.type().equals(slot.type())) {
      resolution.out.add(
          Diagnostic.of(
                  TypeCode.TYP053,
                  named.expression().text().whole(),
                  path,
                  "`"
                      + slot.name()
                      + "` takes "
                      + slot.type().display()
                      + ", this is "
                      + value.type().display())
              .withLabel(value.type().display())
              .withHelp(
                  slot.type() == ScalarType.DOUBLE && value.type() == ScalarType.INT
                      ? "double(" + named.expression().text().value() + ")"
                      : null));
      return null;
    }
    if (value.nullable() && !slot.nullable()) {
      resolution.out.add(
          Diagnostic.of(
                  TypeCode.TYP056,
                  named.expression().text().whole(),
                  path,
                  "`"
                      + slot.name()
                      + "` has an initial value and is always there, this may be absent")
              .withLabel(value.type().display() + "?")
              .withHelp("give a default with .orValue(…), or leave out `initial`"));
      return null;
    }
    return new Column(slot.name(), value);
  }
}
