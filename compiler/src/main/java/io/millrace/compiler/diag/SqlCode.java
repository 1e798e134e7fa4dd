package io.millrace.compiler.diag;

/** Codes of nodes that are written in SQL. */
public enum SqlCode implements DiagnosticCode {
  PLN160(
      "A query is Flink SQL over its inputs",
      "Flink's own planner reads the query when the project is built. Tables are the names under `inputs`, columns are the"
          + " fields of their rows, and `rowtime` is the event time of a table whose stream has one. Names that SQL reserves"
          + " stand in backticks."),
  PLN161(
      "A query gives the columns that are declared",
      "What stands behind an `sql` node works with the fields of its `schema`, which are known without Flink. The query has"
          + " to give a column for each of them, and no others."),
  PLN162(
      "A query that updates has a key",
      "A result such as `GROUP BY` without a window replaces rows that it gave before. `key` names the columns by which the"
          + " next node, or a topic, finds the row that is replaced."),
  PLN163(
      "The event time of a query is a time attribute",
      "`time` names the column that holds the event time of the result's rows. Flink carries event time along with columns that"
          + " are time attributes: `rowtime` of an input, and `window_time` of a windowing function, as they are. Any computation"
          + " makes a plain timestamp of them."),
  PLN164(
      "Fields that go to SQL have types of SQL",
      "SQL has no type that holds every `duration`. Make a number of it with a `select` in front of the query, or do not name"
          + " the field in it."),
  PLN165(
      "Keys of a query's result are there, and can be compared",
      "Rows that update are found by the columns of `key`, so these are never absent, and they are bool, int, decimal, string"
          + " or timestamp."),
  PLN166(
      "Queries run in streaming mode",
      "An `sql` node is planned for streams, the result of which is the same for bounded input. A job of mode `batch` plans all"
          + " of its operators in another way. Leave out `mode`."),
  TYP090(
      "Columns of a query have the types that are declared",
      "A column has the type of its field, or one all of whose values that type holds (`INT` is an `int`, `DECIMAL(10, 2)` a"
          + " `decimal(12, 3)`). SQL's `TIMESTAMP` is read as UTC. A column that may be NULL needs a field that may be absent"
          + " (`total: int?`), or a value in its place: `COALESCE(total, 0)`.");

  private final String title;
  private final String explanation;

  SqlCode(String title, String explanation) {
    this.title = title;
    this.explanation = explanation;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }
}
