package io.millrace.runtime.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.job.JobStartException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a job is told of its database before it starts. */
class JdbcPreflightTest {
  private static final String URL =
      "jdbc:h2:mem:preflight;INIT=create table if not exists t (a int, b int)";

  @Test
  void asksForStatementsWithoutExecutingThem() {
    assertThatCode(
            () ->
                preflight(URL)
                    .query("lookup", "select a from t where b = ?")
                    .table("sink", "t", List.of("a", "b"))
                    .check())
        .doesNotThrowAnyException();
  }

  @Test
  void saysAllThatTheDatabaseRefuses() {
    assertThatThrownBy(
            () ->
                preflight(URL)
                    .query("lookup", "select c from t")
                    .table("sink", "missing", List.of("a"))
                    .check())
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("node `lookup`")
        .hasMessageContaining("node `sink`");
  }

  @Test
  void saysThatTheDriverIsMissing() {
    assertThatThrownBy(() -> preflight("jdbc:nothing://localhost/x").check())
        .isInstanceOf(JobStartException.class)
        .hasMessageContaining("no JDBC driver");
  }

  private static JdbcPreflight preflight(String url) {
    return JdbcPreflight.of(JdbcAccess.of("db", url));
  }
}
