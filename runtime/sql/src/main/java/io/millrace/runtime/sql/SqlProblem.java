package io.millrace.runtime.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a query.
 *
 * @param message what was found and what was expected, without a full stop
 * @param column the column of the result that it is about, or null
 * @param place where in the query, or null: the query as a whole
 */
public record SqlProblem(
    Kind kind, String message, @Nullable String column, @Nullable SqlPlace place) {
  /** What kind of mistake it is. */
  public enum Kind {
    /** The query is no SQL, or names what is not there. */
    QUERY,
    /** The result has other columns. */
    COLUMNS,
    /** A column has another type. */
    TYPE,
    /** The result updates, and nothing says by which key. */
    UPDATES,
    /** A column is no event time. */
    EVENT_TIME
  }
}
