package io.millrace.runtime.join;

import org.jspecify.annotations.Nullable;

/**
 * The generated part of a window join: its condition, and the row of a pair.
 *
 * @param <L> the left row
 * @param <R> the right row
 * @param <OUT> the output row
 */
public abstract class WindowJoiner<L, R, OUT> extends JoinCondition<L, R> {
  private static final long serialVersionUID = 1L;

  /**
   * The row of a pair in a window, or of a row without a partner. One of the two is there.
   *
   * @param windowStart first instant of the window, epoch microseconds
   * @param windowEnd first instant behind the window, epoch microseconds
   */
  public abstract OUT join(long windowStart, long windowEnd, @Nullable L left, @Nullable R right);
}
