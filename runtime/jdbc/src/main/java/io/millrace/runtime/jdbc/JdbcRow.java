package io.millrace.runtime.jdbc;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds a row to the statements of a sink. Generated, one class a sink. */
public abstract class JdbcRow<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All columns, in their order. */
  public abstract void bind(PreparedStatement statement, T row) throws SQLException;

  /** The columns of the key, in their order; only for sinks with one. */
  public void bindKey(PreparedStatement statement, T row) throws SQLException {
    throw new IllegalStateException("no key");
  }
}
