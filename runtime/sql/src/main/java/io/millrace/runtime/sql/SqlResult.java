package io.millrace.runtime.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query is expected to give.
 *
 * @param key names of columns by which rows update; empty: they are only added
 * @param oldValues whether each update comes with the row that it replaces ahead of it
 * @param eventTime the column that is the rows' event time; null: they have none
 */
public record SqlResult(
    List<SqlColumn> columns, List<String> key, boolean oldValues, @Nullable String eventTime) {
  public SqlResult {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A result without columns whose rows are only added. */
  public static SqlResult rows() {
    return new SqlResult(List.of(), List.of(), false, null);
  }

  /** The same result with one more column. */
  public SqlResult column(String column, String type) {
    List<SqlColumn> more = new ArrayList<>(columns);
    more.add(new SqlColumn(column, type));
    return new SqlResult(more, key, oldValues, eventTime);
  }

  /** The same result, the rows of which update by a key. */
  public SqlResult updating(String... byKey) {
    return new SqlResult(columns, List.of(byKey), oldValues, eventTime);
  }

  /** The same result, with old values ahead of new ones. */
  public SqlResult withOldValues() {
    return new SqlResult(columns, key, true, eventTime);
  }

  /** The same result, with event time. */
  public SqlResult eventTime(String column) {
    return new SqlResult(columns, key, oldValues, column);
  }

  /** The place of the column that is the event time; below 0: there is none. */
  int timeColumn() {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(eventTime)) {
        return i;
      }
    }
    return -1;
  }
}
