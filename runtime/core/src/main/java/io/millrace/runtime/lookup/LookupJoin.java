package io.millrace.runtime.lookup;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Makes questions of rows, and rows of answers. Generated, one class a lookup.
 *
 * @param <T> rows that come in
 * @param <Q> a question; equal questions have one answer
 * @param <A> an answer
 * @param <R> rows that go out
 */
public abstract class LookupJoin<T, Q, A, R> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract Q question(T row);

  /** The row with an answer, or with none. */
  public abstract R join(T row, @Nullable A answer);
}
