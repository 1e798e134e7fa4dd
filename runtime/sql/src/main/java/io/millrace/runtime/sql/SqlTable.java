package io.millrace.runtime.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * What a query knows of a stream: a table with columns.
 *
 * @param updates whether its rows update, and say how
 * @param key names of columns by which they do; empty: rows are taken back one by one
 * @param eventTime whether it has event time, as the further column {@value #EVENT_TIME}
 */
public record SqlTable(
    String name, List<SqlColumn> columns, boolean updates, List<String> key, boolean eventTime) {
  /** The column that holds event time. */
  public static final String EVENT_TIME = "rowtime";

  public SqlTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** A table without columns whose rows are only added. */
  public static SqlTable named(String name) {
    return new SqlTable(name, List.of(), false, List.of(), false);
  }

  /** The same table with one more column. */
  public SqlTable column(String column, String type) {
    List<SqlColumn> more = new ArrayList<>(columns);
    more.add(new SqlColumn(column, type));
    return new SqlTable(name, more, updates, key, eventTime);
  }

  /** The same table, the rows of which update by a key, or without one. */
  public SqlTable updating(String... byKey) {
    return new SqlTable(name, columns, true, List.of(byKey), eventTime);
  }

  /** The same table with event time. */
  public SqlTable withEventTime() {
    return new SqlTable(name, columns, updates, key, true);
  }
}
