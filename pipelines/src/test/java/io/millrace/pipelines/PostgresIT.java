package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.flink.GeneratedJob;
import io.millrace.runtime.job.JobStartException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lookups, upserts and deletes on PostgreSQL, with decimals in and out. */
class PostgresIT {
  private static EmbeddedPostgres postgres;

  private final CompiledPipeline pipeline = Pipelines.compileTest("postgres");

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start();
    execute(
        "create schema shop",
        "create table products (sku varchar primary key, price numeric, name varchar,"
            + " shipping numeric(8,3))",
        "insert into products values ('a', 9.995, 'Apples', 1.005), ('b', 20, null, null),"
            + " ('c', 100.01, 'Cake', 1)",
        "create table shop.lines (id bigint primary key, sku varchar, quantity bigint,"
            + " discount numeric, at timestamp, price numeric, name varchar, shipping numeric)",
        "insert into shop.lines (id, sku) values (1, 'of an earlier attempt')",
        "create table shop.totals (sku varchar primary key, orders bigint, revenue numeric(38,2))");
  }

  @AfterAll
  static void stop() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  private static String[] arguments(String database) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
    return new String[] {"--database", url, "--password", "postgres"};
  }

  @Test
  void rowsReplaceThoseOfTheirKeys() throws Exception {
    Topics.fresh("postgres.orders", 1);
    Topics.write(
        "postgres.orders",
        List.of(
            order(1, "a", 2, "0.1250", "2026-01-01T23:30:00.000001Z"),
            order(2, "b", 1, null, "1969-12-31T23:59:59.5Z"),
            order(3, "c", 1, null, "2026-01-01T00:00:00Z"),
            order(1, "a", 1, null, "2026-07-01T00:00:00Z"),
            // The revenue of b no longer passes `having`: its row goes.
            order(4, "b", 2, "1", "2026-01-01T00:00:00Z")));
    try (RunningPipeline job = RunningPipeline.start(pipeline, arguments("postgres"))) {
      job.finish();
    }
    assertThat(rows("select * from shop.lines order by id"))
        .containsExactly(
            "1|a|1|null|2026-07-01 00:00:00|10.00|Apples|1.01",
            "2|b|1|null|1969-12-31 23:59:59.5|20.00|null|null",
            "4|b|2|1.0000|2026-01-01 00:00:00|20.00|null|null");
    assertThat(rows("select * from shop.totals")).containsExactly("a|2|30.00");
  }

  private static String order(int id, String sku, int quantity, String discount, String at) {
    return "{\"id\":%d,\"sku\":\"%s\",\"quantity\":%d,\"at\":\"%s\"%s}"
        .formatted(id, sku, quantity, at, discount == null ? "" : ",\"discount\":" + discount);
  }

  @Test
  void tellsWhatTheDatabaseLacks() {
    try (GeneratedJob job = GeneratedJob.load(pipeline.files(), pipeline.mainClass())) {
      List<String> args = new ArrayList<>(List.of("--brokers", Testbed.brokers()));
      args.addAll(List.of(arguments("nothing")));
      Topics.fresh("postgres.orders", 1);
      assertThatThrownBy(() -> job.preflight(job.parameters(args.toArray(String[]::new))))
          .isInstanceOf(JobStartException.class)
          .hasMessageContaining("database \"nothing\" does not exist");
    }
  }
}
