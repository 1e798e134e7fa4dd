package io.millrace.runtime.record;

/**
 * A row of an updating stream, which says what it does to the row of its key before it. The kinds
 * have the values of Flink's {@code RowKind}.
 */
public interface Change {
  /** A row where there was none. */
  byte INSERT = 0;

  /** The old values ahead of an {@link #UPDATE_AFTER}, for consumers that retract. */
  byte UPDATE_BEFORE = 1;

  /** New values of a row. */
  byte UPDATE_AFTER = 2;

  /** The row, with its last values, is gone. */
  byte DELETE = 3;

  byte changeKind();
}
