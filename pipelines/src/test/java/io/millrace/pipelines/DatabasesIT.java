package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows, updates and deletes in tables of a real database server. */
class DatabasesIT {
  @TempDir Path directory;

  @Test
  void rowsReplaceThoseOfTheirKeys() throws Exception {
    Topics.fresh("databases.orders", 1);
    Topics.write(
        "databases.orders",
        List.of(
            "{\"id\":1,\"account\":\"ann\",\"amount\":10.5,\"note\":\"it's\",\"paid\":true,"
                + "\"at\":\"2026-01-01T23:30:00.000001Z\",\"raw\":\"AQI=\"}",
            "{\"id\":2,\"account\":\"bob\",\"amount\":99.0,\"at\":\"1969-12-31T23:59:59.5Z\",\"raw\":\"\"}",
            "{\"id\":1,\"account\":\"ann\",\"amount\":20.0,\"paid\":false,"
                + "\"at\":\"2026-07-01T00:00:00Z\",\"raw\":\"AQI=\"}",
            // The total of bob no longer passes `having`: his row goes.
            "{\"id\":3,\"account\":\"bob\",\"amount\":50.0,\"at\":\"2026-01-01T00:00:00Z\",\"raw\":\"AA==\"}"));
    try (Database database = Database.start(directory)) {
      database.execute(
          "create table shop.totals (account varchar primary key, orders bigint, \"sum\" double)",
          "create table orders (id bigint primary key, account varchar, amount double, note varchar,"
              + " paid boolean, at timestamp(6), raw varbinary)",
          "insert into orders (id, note) values (3, 'of an earlier attempt')");
      try (RunningPipeline databases =
          RunningPipeline.start(
              Pipelines.compileTest("databases"),
              "--database",
              database.url(),
              "--password",
              Database.PASSWORD)) {
        databases.finish();
      }
      assertThat(database.rows("select * from shop.totals order by account"))
          .containsExactly("ann|2|30.5");
      assertThat(
              database.rows(
                  "select id, account, amount, note, paid, at, rawtohex(raw) from orders order by id"))
          .containsExactly(
              "1|ann|20.0|null|false|2026-07-01 00:00:00.0|0102",
              "2|bob|99.0|null|null|1969-12-31 23:59:59.5|",
              "3|bob|50.0|null|null|2026-01-01 00:00:00.0|00");
    }
  }
}
