package io.millrace.runtime.join;

import java.io.Serializable;

/**
 * The generated part of a join that says which rows of one key belong together.
 *
 * @param <L> the left row
 * @param <R> the right row
 */
public abstract class JoinCondition<L, R> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether the key of a left row is all there; an absent one equals no other. */
  public boolean leftHasKey(L left) {
    return true;
  }

  /** Whether the key of a right row is all there; an absent one equals no other. */
  public boolean rightHasKey(R right) {
    return true;
  }

  /** What has to hold beside the equality of the keys. */
  public boolean matches(L left, R right) {
    return true;
  }
}
