package io.millrace.runtime.join;

import io.millrace.runtime.window.AlignedWindows;
import io.millrace.runtime.window.SessionWindows;
import io.millrace.runtime.window.WindowSpec;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes join operators for {@code left.connect(right).transform(name, outputType, operator)}, where
 * both sides are keyed by the same type.
 *
 * <p>Joins in event time count rows that came too late in the metric {@code numLateRecordsDropped},
 * whether or not a side output takes them.
 */
public final class JoinOperators {
  private JoinOperators() {}

  /** Joins rows that are in one window. Windows that end are over: they have no lateness. */
  public static <L, R, OUT> TwoInputStreamOperator<L, R, OUT> window(
      WindowSpec windows,
      JoinKind kind,
      WindowJoiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    if (!windows.endOnce()) {
      throw new IllegalArgumentException("The windows of a join end once, by event time");
    }
    if (windows instanceof AlignedWindows aligned) {
      return new SliceJoinOperator<>(
          aligned, kind, joiner, leftType, rightType, lateLeft, lateRight);
    }
    return new SessionJoinOperator<>(
        (SessionWindows) windows, kind, joiner, leftType, rightType, lateLeft, lateRight);
  }

  /**
   * Joins a left row with right rows whose time lies around its own.
   *
   * @param before how far a right row's time may lie ahead of the left row's
   * @param after how far it may lie behind
   */
  public static <L, R, OUT> TwoInputStreamOperator<L, R, OUT> interval(
      Duration before,
      Duration after,
      JoinKind kind,
      Joiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    return new IntervalJoinOperator<>(
        kind,
        before.toMillis(),
        after.toMillis(),
        joiner,
        leftType,
        rightType,
        lateLeft,
        lateRight);
  }

  /** Joins a left row with the right row that was the latest at its time. */
  public static <L, R, OUT> TwoInputStreamOperator<L, R, OUT> asOf(
      AsOf asOf,
      Joiner<L, R, OUT> joiner,
      TypeInformation<L> leftType,
      TypeInformation<R> rightType,
      @Nullable OutputTag<L> lateLeft,
      @Nullable OutputTag<R> lateRight) {
    return new AsOfJoinOperator<>(asOf, joiner, leftType, rightType, lateLeft, lateRight);
  }

  /**
   * Joins all rows of both sides, whenever they came.
   *
   * @param updateBefore whether the old values go ahead of an update, for consumers that retract
   */
  public static <L, R, OUT> TwoInputStreamOperator<L, R, OUT> regular(
      JoinKind kind,
      Joiner<L, R, OUT> joiner,
      JoinSide<L> left,
      JoinSide<R> right,
      boolean updateBefore) {
    return new RegularJoinOperator<>(kind, joiner, left, right, updateBefore);
  }
}
