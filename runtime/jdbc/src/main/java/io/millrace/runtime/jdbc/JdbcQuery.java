package io.millrace.runtime.jdbc;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Binds a question to a query, and reads its answers. Generated, one class a lookup. */
public abstract class JdbcQuery<Q, A> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract void bind(PreparedStatement statement, Q question) throws SQLException;

  /** The answer in the result's current row. */
  public abstract A read(ResultSet result) throws SQLException;
}
