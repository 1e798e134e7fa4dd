package io.millrace.compiler.api;

import io.millrace.compiler.diag.Diagnostic;
import io.millrace.compiler.diag.DiagnosticCode;
import io.millrace.compiler.diag.DidYouMean;
import io.millrace.compiler.diag.SourceText;
import io.millrace.compiler.diag.Span;
import io.millrace.compiler.diag.SqlCode;
import io.millrace.compiler.plan.ChangeMode;
import io.millrace.compiler.plan.Plan;
import io.millrace.compiler.plan.Sql;
import io.millrace.compiler.plan.SqlTypes;
import io.millrace.compiler.plan.StreamRef;
import io.millrace.compiler.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query of a pipeline in Flink SQL. Only Flink's planner can tell whether it is right, so it is
 * checked where Flink is, and what was found is turned into diagnostics here.
 *
 * @param path the node, as {@code operators.hot}
 * @param columns what the query should give
 * @param key columns by which the result updates; empty: rows are only added
 * @param time the column that is the event time of the result; null: it has none
 * @param fields where the columns are declared
 */
public record SqlUse(
    String path,
    SourceText query,
    List<Table> tables,
    List<Column> columns,
    List<String> key,
    @Nullable String time,
    Map<String, Span> fields) {
  private static final Pattern ENCOUNTERED = Pattern.compile("^Encountered \"([A-Za-z_]\\w*)");
  private static final Pattern UNKNOWN = Pattern.compile("^(?:Column|Object) '([^']+)' not found");

  /**
   * A column.
   *
   * @param type in SQL
   */
  public record Column(String name, String type) {}

  /**
   * What a query reads.
   *
   * @param key columns by which its rows update, if they do
   */
  public record Table(
      String name, List<Column> columns, boolean updating, List<String> key, boolean eventTime) {}

  /** What can be wrong with a query. */
  public enum Mistake {
    QUERY(SqlCode.PLN160),
    COLUMNS(SqlCode.PLN161),
    TYPE(SqlCode.TYP090),
    UPDATES(SqlCode.PLN162),
    EVENT_TIME(SqlCode.PLN163);

    private final DiagnosticCode code;

    Mistake(DiagnosticCode code) {
      this.code = code;
    }
  }

  /** The queries of a plan. */
  static List<SqlUse> of(Plan plan) {
    return plan.nodes().stream()
        .filter(Sql.class::isInstance)
        .map(node -> of(plan, (Sql) node))
        .toList();
  }

  private static SqlUse of(Plan plan, Sql node) {
    List<Column> columns = new ArrayList<>();
    for (Field field : node.row().fields()) {
      boolean time = field.name().equals(node.time());
      columns.add(new Column(field.name(), time ? SqlTypes.ofEventTime() : SqlTypes.of(field)));
    }
    return new SqlUse(
        node.info().path(),
        node.query(),
        node.tables().stream().map(table -> table(plan, table)).toList(),
        columns,
        node.key(),
        node.time(),
        node.places());
  }

  /** All fields that SQL has types for: then messages know what a misspelt name may mean. */
  private static Table table(Plan plan, Sql.Table table) {
    List<StreamRef> inputs = table.inputs();
    ChangeMode mode = plan.shape(inputs.get(0)).mode();
    return new Table(
        table.name(),
        table.row().fields().stream()
            .filter(field -> SqlTypes.has(field.type()))
            .map(field -> new Column(field.name(), SqlTypes.of(field)))
            .toList(),
        inputs.stream().anyMatch(input -> !plan.shape(input).mode().isAppend()),
        inputs.size() == 1 && mode instanceof ChangeMode.Upsert upsert ? upsert.key() : List.of(),
        inputs.stream().allMatch(input -> plan.shape(input).watermarked()));
  }

  /**
   * A mistake as a diagnostic, at its exact place.
   *
   * @param message what was found
   * @param column the column of the result that it is about; null: none
   * @param start where in the text of the query it starts; below 0: the query as a whole
   * @param end behind its last character
   */
  public Diagnostic diagnostic(
      Mistake mistake, String message, @Nullable String column, int start, int end) {
    Span field = column == null ? null : fields.get(column);
    Span span = start >= 0 ? query.span(start, end) : field != null ? field : query.whole();
    String at = field == null || start >= 0 ? ".query" : ".schema." + column;
    return Diagnostic.of(mistake.code, span, path + at, message)
        .withLabel(label(message))
        .withHelp(help(mistake, message));
  }

  /** What a name may mean that is not there. */
  private String label(String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (!unknown.find()) {
      return "";
    }
    List<String> known = new ArrayList<>();
    for (Table table : tables) {
      known.add(table.name());
      table.columns().forEach(column -> known.add(column.name()));
    }
    String close = DidYouMean.closest(unknown.group(1), known);
    return close == null ? "" : "did you mean `" + close + "`?";
  }

  /** What the parser did not expect may be a name that SQL keeps for itself. */
  private @Nullable String reserved(String message) {
    Matcher encountered = ENCOUNTERED.matcher(message);
    if (!encountered.find()) {
      return null;
    }
    String word = encountered.group(1);
    boolean name =
        tables.stream()
                .anyMatch(
                    table ->
                        table.name().equalsIgnoreCase(word)
                            || table.columns().stream()
                                .anyMatch(column -> column.name().equalsIgnoreCase(word)))
            || columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(word));
    return name ? "SQL reserves this name: write it in backticks" : null;
  }

  private @Nullable String help(Mistake mistake, String message) {
    return switch (mistake) {
      case UPDATES -> "name the columns by which rows are replaced: `key: [...]`";
      case TYPE ->
          message.endsWith("may be NULL")
              ? "declare it with `?`, or give a value in its place: `COALESCE(...)`"
              : "declare that type, or `CAST(... AS ...)` in the query";
      case EVENT_TIME ->
          "give `rowtime` of a table, or `window_time` of a windowing function, as it is";
      case QUERY -> reserved(message);
      case COLUMNS -> null;
    };
  }
}
