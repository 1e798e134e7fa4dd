package io.millrace.runtime.join;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The generated part of a join: its condition, and the row of a pair.
 *
 * @param <L> the left row
 * @param <R> the right row
 * @param <OUT> the output row
 */
public abstract class Joiner<L, R, OUT> extends JoinCondition<L, R> {
  private static final long serialVersionUID = 1L;

  /**
   * The row of a pair, or of a row without a partner. One of the two is there.
   *
   * @param changeKind one of the constants of {@link io.millrace.runtime.record.Change}; without
   *     meaning for rows that do not carry it
   */
  public abstract OUT join(byte changeKind, @Nullable L left, @Nullable R right);

  /** Whether two left rows are the same but for the kind of their change. */
  public boolean sameLeft(L one, L other) {
    return Objects.equals(one, other);
  }

  /** Whether two right rows are the same but for the kind of their change. */
  public boolean sameRight(R one, R other) {
    return Objects.equals(one, other);
  }
}
