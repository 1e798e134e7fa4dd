package io.millrace.runtime.window;

import java.io.Serializable;

/**
 * The generated part of an aggregate that takes what it needs of the slices of another one.
 *
 * @param <S> the accumulator of the other
 * @param <ACC> the aggregate's own accumulator
 */
public abstract class SliceTaker<S, ACC> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Adds what the aggregate needs of {@code from} to {@code into}; {@code from} stays as it is. */
  public abstract void take(ACC into, S from);
}
