package io.millrace.compiler.model;

import io.millrace.compiler.diag.Located;
import io.millrace.compiler.diag.SourceText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flink SQL over named inputs.
 *
 * @param tables at least one
 * @param schema the columns that the query gives
 * @param key fields by which rows update; empty: they are only added
 * @param time the field that is the rows' event time; null: they have none
 * @param stateTtl null: the job's
 */
public record SqlDecl(
    NodeHead head,
    List<Table> tables,
    SourceText query,
    SchemaRef schema,
    List<Located<String>> key,
    @Nullable Located<String> time,
    @Nullable Located<Duration> stateTtl)
    implements OperatorDecl {
  /** What the query reads under a name. */
  public record Table(Located<String> name, List<InputRef> inputs) {
    public Table {
      inputs = List.copyOf(inputs);
    }
  }

  public SqlDecl {
    tables = List.copyOf(tables);
    key = List.copyOf(key);
  }

  @Override
  public List<InputRef> inputs() {
    return tables.stream().flatMap(table -> table.inputs().stream()).toList();
  }

  @Override
  public String roleOf(InputRef input) {
    for (Table table : tables) {
      if (table.inputs().contains(input)) {
        return "inputs." + table.name().value();
      }
    }
    return "inputs";
  }
}
