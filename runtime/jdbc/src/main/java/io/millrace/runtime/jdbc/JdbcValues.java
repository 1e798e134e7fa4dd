package io.millrace.runtime.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Values of pipelines in statements and results. Timestamps are in UTC, whatever the machine's. */
public final class JdbcValues {
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private JdbcValues() {}

  public static void setTimestamp(PreparedStatement statement, int index, long micros)
      throws SQLException {
    Timestamp timestamp = new Timestamp(Math.floorDiv(micros, 1_000_000L) * 1000L);
    timestamp.setNanos((int) Math.floorMod(micros, 1_000_000L) * 1000);
    statement.setTimestamp(index, timestamp, Calendar.getInstance(UTC));
  }

  /** Epoch microseconds; 0 for NULL, which {@code wasNull} tells. */
  public static long getTimestamp(ResultSet result, String column) throws SQLException {
    Timestamp timestamp = result.getTimestamp(column, Calendar.getInstance(UTC));
    return timestamp == null
        ? 0L
        : Math.floorDiv(timestamp.getTime(), 1000L) * 1_000_000L + timestamp.getNanos() / 1000;
  }

  /**
   * A decimal, rounded half up to its scale; null for NULL.
   *
   * @throws SQLException if it has more digits than the type
   */
  public static @Nullable BigDecimal getDecimal(
      ResultSet result, String column, int precision, int scale) throws SQLException {
    BigDecimal value = result.getBigDecimal(column);
    if (value == null) {
      return null;
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      throw new SQLException(
          "column `%s` holds %s, which is no decimal(%d, %d)"
              .formatted(column, value.toPlainString(), precision, scale));
    }
    return rounded;
  }

  /**
   * Says that a column that is never absent is NULL.
   *
   * @throws SQLException always, unless the value that was read last is there
   */
  public static void require(ResultSet result, String column) throws SQLException {
    if (result.wasNull()) {
      throw new SQLException("column `" + column + "` is NULL: declare it nullable in `returns`");
    }
  }
}
