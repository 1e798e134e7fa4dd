package io.millrace.compiler.testing;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.Diagnostics;
import io.millrace.compiler.diag.TestCode;
import io.millrace.compiler.plan.Column;
import io.millrace.compiler.plan.KeyedProcess;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.PlanNode;
import io.millrace.compiler.plan.StateSlot;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.ListType;
import io.millrace.compiler.types.MapType;
import io.millrace.compiler.types.RecordType;
import io.millrace.compiler.types.Type;
import io.millrace.compiler.yaml.YamlMapping;
import io.millrace.compiler.yaml.YamlNode;
import io.millrace.compiler.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds what an operator has to hold. */
final class StateBinder {
  private StateBinder() {}

  /** Whether nothing but the state is looked at. */
  static boolean isAlone(YamlNode demands) {
    return demands instanceof YamlMapping options
        && options.entries().stream()
            .map(entry -> entry.key().value())
            .allMatch(name -> name.equals("state") || name.equals("tolerance"))
        && options.get("state") != null;
  }

  /** The rows of a state, or null after a report. */
  static Demand.@Nullable State bind(
      Plan plan, String target, YamlSequence written, String path, Diagnostics out) {
    PlanNode node = Names.node(plan, target);
    if (!(node instanceof KeyedProcess process)) {
      out.add(
          Diagnostic.of(
                  TestCode.TST016,
                  written.span(),
                  path,
                  "`" + target + "` has no state of the user's own")
              .withHelp("expect the rows that come out of it"));
      return null;
    }
    RecordType row = type(process);
    Set<String> names =
        row.fields().stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    List<ExpectedRow> rows = new ArrayList<>();
    for (YamlNode item : written.items()) {
      rows.add(
          new ExpectedRow(
              ExpectedRow.Change.NONE,
              new RowBinder(out, RowBinder.GIVE)
                  .row((YamlMapping) item, row, path + "[" + rows.size() + "]"),
              names,
              item.span()));
    }
    return new Demand.State(row, rows, written);
  }

  /** The key's fields, and each state as a field that may be missing. */
  private static RecordType type(KeyedProcess process) {
    List<Field> fields = new ArrayList<>();
    for (Column key : process.keys()) {
      fields.add(Field.of(key.name(), key.expression().type(), false));
    }
    for (StateSlot slot : process.slots()) {
      fields.add(Field.of(slot.name(), type(slot), true));
    }
    return new RecordType("State", fields);
  }

  private static Type type(StateSlot slot) {
    return switch (slot.kind()) {
      case VALUE -> slot.type();
      case LIST -> new ListType(slot.type());
      case MAP -> new MapType(slot.type());
    };
  }
}
