package io.millrace.runtime.change;

import java.io.Serializable;

/**
 * The generated part of keeping the last row: the row that comes out, and which is the later one.
 *
 * @param <IN> the input row
 * @param <OUT> the output row, which carries its kind of change
 */
public abstract class Versions<IN, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The row that goes out. */
  public abstract OUT version(IN row, byte changeKind);

  /** Negative if {@code a} is older than {@code b}; of equal ones, time decides. */
  public int compare(OUT a, OUT b) {
    return 0;
  }
}
