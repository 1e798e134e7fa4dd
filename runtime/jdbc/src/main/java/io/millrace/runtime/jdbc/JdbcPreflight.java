package io.millrace.runtime.jdbc;

import io.millrace.runtime.job.JobStartException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a database, before a job is submitted, whether it is there and understands the job's
 * statements. Nothing is executed.
 */
public final class JdbcPreflight {
  private static final int SECONDS = 12;

  private final JdbcAccess access;
  private final Map<String, String> statements = new LinkedHashMap<>();

  private JdbcPreflight(JdbcAccess access) {
    this.access = access;
  }

  public static JdbcPreflight of(JdbcAccess access) {
    return new JdbcPreflight(access);
  }

  /** Adds the query of a lookup. */
  public JdbcPreflight query(String node, String sql) {
    statements.put(node, sql);
    return this;
  }

  /** Adds the columns that a sink writes. */
  public JdbcPreflight table(String node, String table, List<String> columns) {
    statements.put(
        node, "SELECT " + String.join(", ", columns) + " FROM " + table + " WHERE 1 = 0");
    return this;
  }

  /**
   * Connects and prepares the statements.
   *
   * @throws JobStartException with all that is wrong
   */
  public void check() {
    DriverManager.setLoginTimeout(SECONDS);
    List<String> wrong = new ArrayList<>();
    try (Connection connection = access.connect()) {
      statements.forEach((node, sql) -> prepare(connection, node, sql, wrong));
    } catch (SQLException e) {
      throw new JobStartException(
          "connection `"
              + access.connection()
              + "`: the database at "
              + access.url()
              + " cannot be used: "
              + advice(e));
    }
    if (!wrong.isEmpty()) {
      throw new JobStartException(String.join("\n", wrong));
    }
  }

  private static void prepare(Connection connection, String node, String sql, List<String> wrong) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.getMetaData(); // some drivers only now ask the server
    } catch (SQLException e) {
      wrong.add("node `" + node + "`: the database refuses `" + sql + "`: " + e.getMessage());
    }
  }

  private static String advice(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No suitable driver")
        ? "there is no JDBC driver for it on the class path; add it to the dependencies of the project"
        : message;
  }
}
