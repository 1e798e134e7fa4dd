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

  /**
   * The row is gone. Where old values are sent, it has its last values; elsewhere only its key is
   * sure.
   */
  byte DELETE = 3;

  byte changeKind();

  /** The same row as another kind of change. */
  Change withChangeKind(byte newKind);

  /** The row as another kind of change, in its own type: {@code row} itself if it is one. */
  @SuppressWarnings("unchecked") // A row's copy is of the row's class.
  static <T extends Change> T as(byte changeKind, T row) {
    return row.changeKind() == changeKind ? row : (T) row.withChangeKind(changeKind);
  }

  /** Whether the row adds something, rather than taking something back. */
  static boolean adds(byte changeKind) {
    return changeKind == INSERT || changeKind == UPDATE_AFTER;
  }
}
