package io.millrace.runtime.jdbc;

import io.millrace.runtime.record.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes the changes of rows in their order, in one transaction. */
final class JdbcBatch<T> {
  private final String upsert;
  private final @Nullable String delete;
  private final JdbcRow<T> row;

  JdbcBatch(String upsert, @Nullable String delete, JdbcRow<T> row) {
    this.upsert = upsert;
    this.delete = delete;
    this.row = row;
  }

  void execute(Connection connection, List<T> rows) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement upserts = connection.prepareStatement(upsert);
        PreparedStatement deletes = delete == null ? null : connection.prepareStatement(delete)) {
      PreparedStatement pending = null;
      for (T each : rows) {
        PreparedStatement wanted = upserts;
        if (isDelete(each)) {
          if (deletes == null) {
            throw new IllegalStateException("A deleted row has no key to delete it by");
          }
          wanted = deletes;
        }
        if (pending != null && pending != wanted) {
          pending.executeBatch(); // what comes next may be about the same row
        }
        if (wanted == upserts) {
          row.bind(upserts, each);
        } else {
          row.bindKey(wanted, each);
        }
        wanted.addBatch();
        pending = wanted;
      }
      if (pending != null) {
        pending.executeBatch();
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  private static boolean isDelete(Object row) {
    return row instanceof Change change && change.changeKind() == Change.DELETE;
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
