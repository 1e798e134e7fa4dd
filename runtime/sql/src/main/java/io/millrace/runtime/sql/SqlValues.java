package io.millrace.runtime.sql;

import java.math.BigDecimal;
import java.time.Instant;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Values of rows as SQL holds them. */
public final class SqlValues {
  private static final long MICROS = 1_000_000L;
  private static final RowKind[] KINDS = RowKind.values();

  private SqlValues() {}

  /** A row with room for its values. */
  public static Row row(byte changeKind, int columns) {
    return new Row(KINDS[changeKind], columns);
  }

  /** The kind of a row's change, as a {@code Change} has it. */
  public static byte changeKind(Row row) {
    return row.getKind().toByteValue();
  }

  /** A time in epoch microseconds. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000L);
  }

  /** A time of a row in epoch microseconds. */
  public static long micros(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / 1_000);
  }

  /** A decimal with exactly these digits behind the point. */
  public static BigDecimal decimal(BigDecimal value, int scale) {
    return value.setScale(scale);
  }

  /** An element of a list or map; SQL's may be null. */
  public static <T> T element(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a query gave a list or map with NULL in it");
    }
    return value;
  }
}
