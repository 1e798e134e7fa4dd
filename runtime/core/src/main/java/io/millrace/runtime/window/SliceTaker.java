package io.millrace.runtime.window;

import java.io.Serializable;

/**
 * The generated part of an aggregate that takes what it needs of accumulators that others fill,
 * too.
 *
 * @param <K> the key by which they are filled
 * @param <S> what is filled
 * @param <KI> the aggregate's own key, of the same values
 * @param <ACC> the aggregate's own accumulator
 */
public abstract class SliceTaker<K, S, KI, ACC> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same key, as the aggregate has it. */
  public abstract KI key(K key);

  /** Adds what the aggregate needs of {@code from} to {@code into}; {@code from} stays as it is. */
  public abstract void take(ACC into, S from);
}
