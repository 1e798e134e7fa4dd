package io.millrace.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queries as Flink's own planner sees them. */
@Tag("thorough") // they start Flink's planner
class SqlCheckTest {
  private static final SqlTable BIDS =
      SqlTable.named("bids")
          .column("auction", "BIGINT NOT NULL")
          .column("price", "DECIMAL(10, 2)")
          .column("tags", "ARRAY<STRING NOT NULL> NOT NULL")
          .column("ts", "TIMESTAMP_LTZ(6) NOT NULL")
          .withEventTime();

  private static final SqlTable TOTALS =
      SqlTable.named("totals")
          .column("auction", "BIGINT NOT NULL")
          .column("total", "BIGINT NOT NULL")
          .updating("auction");

  private static final SqlResult AUCTIONS = SqlResult.rows().column("auction", "BIGINT NOT NULL");

  @Test
  void acceptsWhatFits() {
    assertThat(problems("SELECT auction FROM bids", AUCTIONS)).isEmpty();
    assertThat(
            problems(
                "SELECT window_time AS `at`, auction, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE bids,"
                    + " DESCRIPTOR(rowtime), INTERVAL '1' MINUTE)) GROUP BY window_start,"
                    + " window_end, window_time, auction",
                AUCTIONS
                    .column("n", "BIGINT NOT NULL")
                    .column("at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .eventTime("at")))
        .isEmpty();
    assertThat(
            problems(
                "SELECT auction, SUM(total) AS total FROM totals GROUP BY auction",
                AUCTIONS.column("total", "BIGINT NOT NULL").updating("auction")))
        .isEmpty();
  }

  /** Names are found whatever their order, and types that lose nothing are taken. */
  @Test
  void widens() {
    assertThat(
            problems(
                "SELECT CHAR_LENGTH('x') AS auction, 'x' AS text, CAST(1.5 AS DECIMAL(4, 1)) AS d,"
                    + " CAST(ts AS TIMESTAMP(3)) AS t FROM bids",
                SqlResult.rows()
                    .column("t", "TIMESTAMP_LTZ(6) NOT NULL")
                    .column("d", "DECIMAL(10, 2) NOT NULL")
                    .column("text", "STRING NOT NULL")
                    .column("auction", "BIGINT NOT NULL")))
        .isEmpty();
  }

  @Test
  void showsWhereAQueryIsWrong() {
    assertThat(problems("SELECT auction\nFORM bids", AUCTIONS))
        .containsExactly("QUERY Encountered \"bids\" @bids");
    assertThat(problems("SELECT auktion\nFROM bids", AUCTIONS))
        .containsExactly("QUERY Column 'auktion' not found in any table @auktion");
    assertThat(problems("SELECT auction FROM\n  bidz", AUCTIONS))
        .containsExactly("QUERY Object 'bidz' not found @bidz");
    assertThat(problems("SELECT auction FROM bids WHERE tags > 1", AUCTIONS))
        .singleElement()
        .asString()
        .startsWith("QUERY Cannot apply '>' to arguments of type")
        .endsWith("@tags > 1");
    assertThat(problems("INSERT INTO bids SELECT * FROM bids", AUCTIONS)).hasSize(1);
    assertThat(problems("SELECT auction FROM bids; SELECT 1", AUCTIONS)).hasSize(1);
  }

  @Test
  void comparesColumnsAndTypes() {
    assertThat(problems("SELECT auction AS a, price FROM bids", AUCTIONS))
        .containsExactly(
            "COLUMNS the query gives no column `auction`, but a, price",
            "COLUMNS the query gives a column `a`, which `schema` does not have",
            "COLUMNS the query gives a column `price`, which `schema` does not have");
    assertThat(
            problems(
                "SELECT price AS auction, ts AS n FROM bids",
                AUCTIONS.column("n", "BIGINT NOT NULL")))
        .containsExactly(
            "TYPE column `auction` is DECIMAL(10, 2), not BIGINT",
            "TYPE column `n` is TIMESTAMP_LTZ(6), not BIGINT");
    assertThat(problems("SELECT CAST(price AS BIGINT) AS auction FROM bids", AUCTIONS))
        .containsExactly("TYPE column `auction` may be NULL");
    assertThat(
            problems("SELECT price AS p FROM bids", SqlResult.rows().column("p", "DECIMAL(9, 2)")))
        .containsExactly("TYPE column `p` is DECIMAL(10, 2), not DECIMAL(9, 2)");
  }

  @Test
  void asksForAKeyAndForEventTime() {
    assertThat(problems("SELECT MAX(auction) AS auction FROM bids GROUP BY ts", AUCTIONS))
        .containsExactly("UPDATES the query updates its rows, by no key");
    SqlResult timed = AUCTIONS.column("t", "TIMESTAMP_LTZ(3) NOT NULL").eventTime("t");
    assertThat(problems("SELECT auction, CAST(ts AS TIMESTAMP_LTZ(3)) AS t FROM bids", timed))
        .containsExactly("EVENT_TIME column `t` is no event time, but TIMESTAMP_LTZ(3)");
    assertThat(problems("SELECT auction, rowtime AS t FROM bids", timed)).isEmpty();
  }

  private static List<String> problems(String query, SqlResult expected) {
    return SqlCheck.check(query, List.of(BIDS, TOTALS), expected).stream()
        .map(
            problem ->
                problem.kind()
                    + " "
                    + problem.message()
                    + (problem.place() == null
                        ? ""
                        : " @" + query.substring(problem.place().start(), problem.place().end())))
        .toList();
  }
}
