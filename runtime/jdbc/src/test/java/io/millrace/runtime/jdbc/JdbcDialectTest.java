package io.millrace.runtime.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.job.JobStartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcDialectTest {
  private static final List<String> COLUMNS = List.of("k", "v");
  private static final List<String> KEY = List.of("k");

  @Test
  void eachDatabaseHasItsUpsert() {
    assertThat(upsert("jdbc:postgresql://h/d", COLUMNS))
        .isEqualTo(
            "INSERT INTO t (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = EXCLUDED.v");
    assertThat(upsert("jdbc:postgresql://h/d", KEY))
        .isEqualTo("INSERT INTO t (k) VALUES (?) ON CONFLICT (k) DO NOTHING");
    assertThat(upsert("jdbc:mysql://h/d", COLUMNS))
        .isEqualTo("INSERT INTO t (k, v) VALUES (?, ?) ON DUPLICATE KEY UPDATE v = VALUES(v)");
    assertThat(upsert("jdbc:mariadb://h/d", KEY))
        .isEqualTo("INSERT INTO t (k) VALUES (?) ON DUPLICATE KEY UPDATE k = VALUES(k)");
    assertThat(upsert("jdbc:h2:mem:x", COLUMNS))
        .isEqualTo("MERGE INTO t (k, v) KEY (k) VALUES (?, ?)");
  }

  @Test
  void othersAreRefused() {
    assertThatThrownBy(() -> upsert("jdbc:oracle:thin:@h", COLUMNS))
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("leave out `key`");
  }

  @Test
  void deletesByTheWholeKey() {
    assertThat(JdbcDialect.delete("t", List.of("a", "b")))
        .isEqualTo("DELETE FROM t WHERE a = ? AND b = ?");
  }

  private static String upsert(String url, List<String> columns) {
    return JdbcDialect.of(url).upsert("t", columns, KEY);
  }
}
