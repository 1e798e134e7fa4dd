package io.millrace.runtime.function;

/**
 * A place for an accumulator that functions replace instead of changing it.
 *
 * @param <ACC> the accumulator
 */
public final class Held<ACC> {
  private ACC value;

  /** Holds an accumulator. */
  public Held(ACC value) {
    this.value = value;
  }

  /** The accumulator. */
  public ACC value() {
    return value;
  }

  /** Puts another in its place. */
  public void replace(ACC newValue) {
    value = newValue;
  }
}
