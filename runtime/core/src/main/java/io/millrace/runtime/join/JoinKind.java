package io.millrace.runtime.join;

/** Which rows a join gives. */
public enum JoinKind {
  /** Pairs. */
  INNER,
  /** Pairs, and left rows without a partner. */
  LEFT,
  /** Pairs, and right rows without a partner. */
  RIGHT,
  /** Pairs, and rows of both sides without a partner. */
  FULL,
  /** Left rows that have a partner, each once. */
  SEMI,
  /** Left rows that have none. */
  ANTI;

  /** Whether a left row without a partner comes out alone. */
  boolean padsLeft() {
    return this == LEFT || this == FULL;
  }

  /** Whether a right row without a partner comes out alone. */
  boolean padsRight() {
    return this == RIGHT || this == FULL;
  }

  /** Whether left rows come out alone or not at all, never in pairs. */
  boolean leftOnly() {
    return this == SEMI || this == ANTI;
  }

  /** Whether a left row without a partner comes out. */
  boolean emitsUnmatchedLeft() {
    return padsLeft() || this == ANTI;
  }
}
