package io.millrace.runtime.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a query, before there are rows: it is planned as the job plans it. */
public final class SqlCheck {
  /** What messages begin with that say nothing. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(SQL (parse|validation) failed\\.\\s*|From line \\d+, column \\d+ to line \\d+, column"
              + " \\d+: |At line \\d+, column \\d+: )+");

  /** What the parser would have taken instead is a page of tokens. */
  private static final Pattern EXPECTATIONS = Pattern.compile("(?s)\\s*Was expecting.*");

  private static final Pattern AT = Pattern.compile(" at line \\d+, column \\d+\\.?");

  private final String query;
  private final SqlResult expected;
  private final SqlTables tables;
  private final List<SqlProblem> problems = new ArrayList<>();

  private SqlCheck(String query, SqlResult expected, SqlTables tables) {
    this.query = query;
    this.expected = expected;
    this.tables = tables;
  }

  /** The problems of a query over tables; none, if it gives what is expected. */
  public static List<SqlProblem> check(String query, List<SqlTable> tables, SqlResult expected) {
    StreamExecutionEnvironment streams = new StreamExecutionEnvironment(new Configuration());
    SqlTables all = SqlTables.on(streams, "check");
    for (SqlTable table : tables) {
      all.add(
          table,
          streams.fromSequence(0, 0).map(new NoRow()).returns(SqlTables.rowType(table)).uid("of"));
    }
    SqlCheck check = new SqlCheck(query, expected, all);
    check.run();
    return List.copyOf(check.problems);
  }

  private void run() {
    Table table;
    try {
      table = tables.parse(query);
    } catch (RuntimeException e) {
      add(SqlProblem.Kind.QUERY, e);
      return;
    }
    compare(table);
    if (!problems.isEmpty()) {
      return;
    }
    try {
      tables.result(table, expected);
    } catch (RuntimeException e) {
      boolean updates =
          text(e).contains("consuming update") || text(e).contains("consuming delete");
      if (updates) {
        problems.add(
            new SqlProblem(
                SqlProblem.Kind.UPDATES, "the query updates its rows, by no key", null, null));
      } else {
        add(
            text(e).contains("rowtime attribute")
                ? SqlProblem.Kind.EVENT_TIME
                : SqlProblem.Kind.QUERY,
            e);
      }
    }
  }

  private void compare(Table table) {
    Map<String, LogicalType> found = new LinkedHashMap<>();
    for (Column column : table.getResolvedSchema().getColumns()) {
      found.put(column.getName(), column.getDataType().getLogicalType());
    }
    for (SqlColumn column : expected.columns()) {
      LogicalType type = found.remove(column.name());
      if (type == null) {
        problems.add(
            new SqlProblem(
                SqlProblem.Kind.COLUMNS,
                "the query gives no column `"
                    + column.name()
                    + "`, but "
                    + String.join(", ", table.getResolvedSchema().getColumnNames()),
                column.name(),
                null));
      } else {
        compare(column, type);
      }
    }
    for (String more : found.keySet()) {
      problems.add(
          new SqlProblem(
              SqlProblem.Kind.COLUMNS,
              "the query gives a column `" + more + "`, which `schema` does not have",
              null,
              null));
    }
  }

  private void compare(SqlColumn column, LogicalType found) {
    LogicalType wanted = SqlTypes.parse(column.type());
    if (column.name().equals(expected.eventTime())
        && !LogicalTypeChecks.isRowtimeAttribute(found)) {
      problems.add(
          new SqlProblem(
              SqlProblem.Kind.EVENT_TIME,
              "column `" + column.name() + "` is no event time, but " + shown(found),
              column.name(),
              null));
    } else if (!LogicalTypeCasts.supportsImplicitCast(found.copy(true), wanted.copy(true))
        || !SqlWidening.keepsAll(found, wanted)) {
      problems.add(
          new SqlProblem(
              SqlProblem.Kind.TYPE,
              "column `" + column.name() + "` is " + shown(found) + ", not " + shown(wanted),
              column.name(),
              null));
    } else if (found.isNullable() && !wanted.isNullable()) {
      problems.add(
          new SqlProblem(
              SqlProblem.Kind.TYPE,
              "column `" + column.name() + "` may be NULL",
              column.name(),
              null));
    }
  }

  private static String shown(LogicalType type) {
    return type.copy(true).asSummaryString();
  }

  private void add(SqlProblem.Kind kind, RuntimeException e) {
    String message = text(e);
    SqlPlace place = null;
    for (Throwable t = e; t != null; t = t.getCause()) {
      SqlPlace named = t.getMessage() == null ? null : SqlPlace.in(query, t.getMessage());
      if (named != null) {
        place = named;
        message = t.getMessage();
      }
    }
    String plain = EXPECTATIONS.matcher(PREFIX.matcher(message).replaceFirst("")).replaceFirst("");
    plain = AT.matcher(plain).replaceFirst("").strip();
    problems.add(new SqlProblem(kind, firstSentence(plain), null, place));
  }

  private static String firstSentence(String message) {
    int line = message.indexOf('\n');
    String first = (line < 0 ? message : message.substring(0, line)).strip();
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String text(@Nullable Throwable e) {
    return e == null ? "" : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static final class NoRow implements MapFunction<Long, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row map(Long value) {
      throw new IllegalStateException("a check has no rows");
    }
  }
}
