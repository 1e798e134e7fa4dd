package io.millrace.runtime.rank;

import java.io.Serializable;

/**
 * The generated part of a ranking: the order of its rows, and the row that comes out.
 *
 * @param <IN> the input row
 * @param <OUT> the output row
 */
public abstract class Ranking<IN, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Negative if {@code a} ranks before {@code b}, zero if they are equal in the order. */
  public abstract int compare(IN a, IN b);

  /**
   * The row that goes out.
   *
   * @param rank from 1
   * @param changeKind one of the constants of {@link io.millrace.runtime.record.Change}
   */
  public abstract OUT result(IN row, long rank, byte changeKind);

  /** Whether two rows of an input that updates by a key are versions of one row. */
  public boolean replaces(IN a, IN b) {
    return a.equals(b);
  }
}
