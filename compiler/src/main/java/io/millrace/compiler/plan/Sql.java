package io.millrace.compiler.plan;

import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.types.Field;
import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flink SQL over named inputs.
 *
 * @param key fields of the row by which it updates; empty: rows are only added
 * @param time the field that is the rows' event time; null: they have none
 * @param row the columns of the result
 * @param places where the fields of the row are declared
 */
public record Sql(
    NodeInfo info,
    List<Table> tables,
    SourceText query,
    List<String> key,
    @Nullable String time,
    @Nullable Duration ttl,
    RecordType row,
    Map<String, Span> places)
    implements PlanNode {
  /** The column that holds the event time of a table. */
  public static final String EVENT_TIME = "rowtime";

  /**
   * A stream under a name.
   *
   * @param row the type of the rows that come in
   */
  public record Table(String name, List<StreamRef> inputs, RecordType row) {
    public Table {
      inputs = List.copyOf(inputs);
    }

    /** The same table with fewer fields. */
    public Table narrowed(RecordType newRow) {
      return new Table(name, inputs, newRow);
    }
  }

  public Sql {
    tables = List.copyOf(tables);
    key = List.copyOf(key);
    places = Map.copyOf(places);
  }

  @Override
  public List<StreamRef> inputs() {
    return tables.stream().flatMap(table -> table.inputs().stream()).toList();
  }

  /** The fields of a table's rows that the query may read. */
  public List<Field> read(Table table) {
    SqlNames names = new SqlNames(query.value());
    return table.row().fields().stream().filter(field -> names.mayRead(field.name())).toList();
  }

  /** The same node, the tables of which have fewer fields. */
  public Sql narrowed(List<Table> narrowed) {
    return new Sql(info, narrowed, query, key, time, ttl, row, places);
  }

  @Override
  public Set<RuntimeModule> modules() {
    return Set.of(RuntimeModule.SQL);
  }

  @Override
  public List<StateSpec> states() {
    if (key.isEmpty()) {
      return List.of(); // It may have none at all.
    }
    String what = "what the query keeps of every row or key that it ever saw";
    return List.of(
        ttl == null
            ? StateSpec.unbounded(what, StateSpec.TTL)
            : StateSpec.bounded(what, "a ttl of " + Durations.display(ttl)));
  }

  @Override
  public <R> R accept(PlanVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
