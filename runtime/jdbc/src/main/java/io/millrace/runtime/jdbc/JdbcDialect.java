package io.millrace.runtime.jdbc;

import io.millrace.runtime.job.JobStartException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What databases say differently: how a row is inserted, or replaces the one of its key. */
enum JdbcDialect {
  /** PostgreSQL, and those who speak like it: CockroachDB, SQLite. */
  ON_CONFLICT {
    @Override
    String upsert(String table, List<String> columns, List<String> key) {
      String others =
          columns.stream()
              .filter(column -> !key.contains(column))
              .map(column -> column + " = EXCLUDED." + column)
              .collect(Collectors.joining(", "));
      return insert(table, columns)
          + " ON CONFLICT ("
          + String.join(", ", key)
          + ") DO "
          + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others);
    }
  },
  /** MySQL and MariaDB, by any unique key of the table. */
  ON_DUPLICATE_KEY {
    @Override
    String upsert(String table, List<String> columns, List<String> key) {
      List<String> others = columns.stream().filter(column -> !key.contains(column)).toList();
      // A row of nothing but its key is set to what it is.
      return insert(table, columns)
          + " ON DUPLICATE KEY UPDATE "
          + (others.isEmpty() ? key : others)
              .stream()
                  .map(column -> column + " = VALUES(" + column + ")")
                  .collect(Collectors.joining(", "));
    }
  },
  /** H2. */
  MERGE_KEY {
    @Override
    String upsert(String table, List<String> columns, List<String> key) {
      return "MERGE INTO "
          + table
          + " ("
          + String.join(", ", columns)
          + ") KEY ("
          + String.join(", ", key)
          + ") VALUES ("
          + marks(columns)
          + ")";
    }
  },
  /** Standard SQL: Oracle, SQL Server, Db2 and others have no shared way; they only insert. */
  NONE {
    @Override
    String upsert(String table, List<String> columns, List<String> key) {
      throw new JobStartException(
          "rows by key can be written to PostgreSQL, CockroachDB, SQLite, MySQL, MariaDB and H2;"
              + " for another database leave out `key`, so that rows are only inserted");
    }
  };

  abstract String upsert(String table, List<String> columns, List<String> key);

  static JdbcDialect of(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:") || lower.startsWith("jdbc:sqlite:")) {
      return ON_CONFLICT;
    }
    if (lower.startsWith("jdbc:mysql:") || lower.startsWith("jdbc:mariadb:")) {
      return ON_DUPLICATE_KEY;
    }
    return lower.startsWith("jdbc:h2:") ? MERGE_KEY : NONE;
  }

  static String insert(String table, List<String> columns) {
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + marks(columns)
        + ")";
  }

  static String delete(String table, List<String> key) {
    return "DELETE FROM "
        + table
        + " WHERE "
        + key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
  }

  private static String marks(List<String> columns) {
    return String.join(", ", columns.stream().map(column -> "?").toList());
  }
}
