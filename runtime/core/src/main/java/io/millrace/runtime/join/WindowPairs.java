package io.millrace.runtime.join;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins the rows of one key and window. */
record WindowPairs<L, R, OUT>(JoinKind kind, WindowJoiner<L, R, OUT> joiner) {
  /**
   * Emits the window's rows: by left row in the order of arrival, then right rows that are alone.
   *
   * @param start epoch milliseconds
   * @param end epoch milliseconds
   */
  void emit(long start, long end, List<L> lefts, List<R> rights, Consumer<OUT> out) {
    BitSet paired = new BitSet();
    for (L left : lefts) {
      boolean matched = false;
      for (int i = 0; i < rights.size(); i++) {
        if (!joiner.matches(left, rights.get(i))) {
          continue;
        }
        matched = true;
        if (kind.leftOnly()) {
          break;
        }
        paired.set(i);
        out.accept(row(start, end, left, rights.get(i)));
      }
      if (matched ? kind == JoinKind.SEMI : kind.emitsUnmatchedLeft()) {
        out.accept(row(start, end, left, null));
      }
    }
    if (kind.padsRight()) {
      for (int i = paired.nextClearBit(0); i < rights.size(); i = paired.nextClearBit(i + 1)) {
        out.accept(row(start, end, null, rights.get(i)));
      }
    }
  }

  /** The row of a pair, or of a row that is alone. */
  OUT row(long start, long end, @Nullable L left, @Nullable R right) {
    return joiner.join(
        Math.multiplyExact(start, 1000L), Math.multiplyExact(end, 1000L), left, right);
  }
}
