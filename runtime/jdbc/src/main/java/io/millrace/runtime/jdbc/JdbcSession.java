package io.millrace.runtime.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection with a query that is prepared once. For one thread at a time. */
final class JdbcSession implements AutoCloseable {
  private final JdbcAccess access;
  private final String sql;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement statement;

  JdbcSession(JdbcAccess access, String sql) {
    this.access = access;
    this.sql = sql;
  }

  /** All rows of the query's result. After a failure the next call connects anew. */
  <Q, A> List<A> query(JdbcQuery<Q, A> query, Q question, int timeoutSeconds) throws SQLException {
    try {
      if (statement == null) {
        connection = access.connect();
        statement = connection.prepareStatement(sql);
      }
      statement.setQueryTimeout(timeoutSeconds);
      query.bind(statement, question);
      List<A> answers = new ArrayList<>(1);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          answers.add(query.read(result));
        }
      }
      return answers;
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    statement = null;
    if (open != null) {
      try {
        open.close(); // closes its statement, too
      } catch (SQLException e) {
        // It is of no use any more, and the reason was told where it broke.
      }
    }
  }
}
