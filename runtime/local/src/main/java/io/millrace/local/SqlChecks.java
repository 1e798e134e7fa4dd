package io.millrace.local;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.compiler.api.SqlUse;
import io.millrace.compiler.diag.Diagnostic;
import io.millrace.runtime.sql.SqlCheck;
import io.millrace.runtime.sql.SqlColumn;
import io.millrace.runtime.sql.SqlPlace;
import io.millrace.runtime.sql.SqlProblem;
import io.millrace.runtime.sql.SqlResult;
import io.millrace.runtime.sql.SqlTable;
import java.util.ArrayList;
import java.util.List;

/** Has Flink's planner check the queries of pipelines, and says what it finds where it stands. */
public final class SqlChecks {
  private SqlChecks() {}

  /** Empty, if all queries are right. */
  public static List<Diagnostic> check(List<CompiledPipeline> pipelines) {
    List<Diagnostic> found = new ArrayList<>();
    for (CompiledPipeline pipeline : pipelines) {
      for (SqlUse query : pipeline.queries()) {
        for (SqlProblem problem :
            SqlCheck.check(query.query().value(), tables(query), result(query))) {
          found.add(diagnostic(query, problem));
        }
      }
    }
    return found;
  }

  private static List<SqlTable> tables(SqlUse query) {
    return query.tables().stream()
        .map(
            table ->
                new SqlTable(
                    table.name(),
                    columns(table.columns()),
                    table.updating(),
                    table.key(),
                    table.eventTime()))
        .toList();
  }

  private static SqlResult result(SqlUse query) {
    return new SqlResult(columns(query.columns()), query.key(), false, query.time());
  }

  private static List<SqlColumn> columns(List<SqlUse.Column> columns) {
    return columns.stream().map(column -> new SqlColumn(column.name(), column.type())).toList();
  }

  private static Diagnostic diagnostic(SqlUse query, SqlProblem problem) {
    SqlPlace place = problem.place();
    return query.diagnostic(
        mistake(problem.kind()),
        problem.message(),
        problem.column(),
        place == null ? -1 : place.start(),
        place == null ? -1 : place.end());
  }

  private static SqlUse.Mistake mistake(SqlProblem.Kind kind) {
    return switch (kind) {
      case QUERY -> SqlUse.Mistake.QUERY;
      case COLUMNS -> SqlUse.Mistake.COLUMNS;
      case TYPE -> SqlUse.Mistake.TYPE;
      case UPDATES -> SqlUse.Mistake.UPDATES;
      case EVENT_TIME -> SqlUse.Mistake.EVENT_TIME;
    };
  }
}
