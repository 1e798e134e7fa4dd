package io.millrace.runtime.window;

import io.millrace.runtime.record.Change;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes keyed window operators for {@code keyed.transform(name, outputType, operator)}.
 *
 * <p>The operators count rows that came too late for all their windows in the metric {@code
 * numLateRecordsDropped}, whether or not a side output takes them. A result's event time is the
 * last millisecond of its window.
 */
public final class WindowOperators {
  /** How many partial results a subtask holds back at most. */
  static final int CAPACITY = 8_192;

  private WindowOperators() {}

  /**
   * The first of two steps, for {@code stream.transform(name, Partial.type(…), operator)} without a
   * key: a subtask aggregates what it reads. {@link #merging} is the second.
   */
  public static <K, IN, ACC> OneInputStreamOperator<IN, Partial<K, ACC>> local(
      AlignedWindows windows,
      KeySelector<IN, K> keySelector,
      Aggregator<K, IN, ACC, ?> aggregator) {
    return local(windows, keySelector, aggregator, CAPACITY);
  }

  static <K, IN, ACC> OneInputStreamOperator<IN, Partial<K, ACC>> local(
      AlignedWindows windows,
      KeySelector<IN, K> keySelector,
      Aggregator<K, IN, ACC, ?> aggregator,
      int capacity) {
    return new LocalWindowAggregate<>(
        keySelector, List.of(SliceMember.only(windows.shape(), windows, aggregator)), capacity);
  }

  /**
   * The second of two steps: merges partial results, and drops late ones. Its state is that of
   * {@link #aggregate}, so a job can change between one step and two.
   */
  public static <K, ACC, OUT> OneInputStreamOperator<Partial<K, ACC>, OUT> merging(
      WindowSpec windows,
      Aggregator<K, ?, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType) {
    return aggregate(windows, new PartialAggregator<>(aggregator), accumulatorType);
  }

  /** An operator that drops late rows. */
  public static <K, IN, ACC, OUT> OneInputStreamOperator<IN, OUT> aggregate(
      WindowSpec windows,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType) {
    return aggregate(windows, aggregator, accumulatorType, null);
  }

  /**
   * An operator for any window.
   *
   * @param accumulatorType its serializer must copy deeply and must not claim to be of an immutable
   *     type: accumulators change in place
   * @param lateTag where late rows go, or null: they are dropped
   */
  public static <K, IN, ACC, OUT> OneInputStreamOperator<IN, OUT> aggregate(
      WindowSpec windows,
      Aggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      @Nullable OutputTag<IN> lateTag) {
    if (windows.timing().earlyMillis() > 0) {
      throw new IllegalArgumentException("Early results are updates: use `updating`");
    }
    return operator(
        windows,
        new WindowParts<>(aggregator, accumulatorType, lateTag, new WindowOutput<>(aggregator)));
  }

  /**
   * An operator for any window whose results replace one another.
   *
   * @param updateBefore whether old values are sent ahead of new ones
   * @param lateTag where late rows go, or null: they are dropped
   */
  public static <K, IN, ACC, OUT extends Change> OneInputStreamOperator<IN, OUT> updating(
      WindowSpec windows,
      UpdatingAggregator<K, IN, ACC, OUT> aggregator,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<OUT> rowType,
      boolean updateBefore,
      @Nullable OutputTag<IN> lateTag) {
    return operator(
        windows,
        new WindowParts<>(
            aggregator,
            accumulatorType,
            lateTag,
            new UpdatingOutput<>(aggregator, rowType, updateBefore)));
  }

  private static <K, IN, ACC, OUT> OneInputStreamOperator<IN, OUT> operator(
      WindowSpec windows, WindowParts<K, IN, ACC, OUT> parts) {
    return windows instanceof AlignedWindows aligned
        ? new SliceWindowOperator<>(aligned, parts)
        : new SessionWindowOperator<>((SessionWindows) windows, parts);
  }
}
