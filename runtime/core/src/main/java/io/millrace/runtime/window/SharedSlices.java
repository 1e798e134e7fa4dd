package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The first of two steps of several windowed aggregates that read the same rows by the same key:
 * each row is added once, to what their slices have in common. {@link WindowOperators#merging} is
 * the second step of each.
 *
 * @param <K> the key
 * @param <IN> the row
 * @param <ACC> the accumulator of the first aggregate
 */
public final class SharedSlices<K, IN, ACC> {
  private final KeySelector<IN, K> keySelector;
  private final List<SliceMember<K, IN, ?, ?>> members = new ArrayList<>();

  private SharedSlices(KeySelector<IN, K> keySelector) {
    this.keySelector = keySelector;
  }

  /** Starts with the key that all have. */
  public static <K, IN> Keyed<K, IN> by(KeySelector<IN, K> keySelector) {
    return new Keyed<>(keySelector);
  }

  /** No aggregate yet. */
  public static final class Keyed<K, IN> {
    private final KeySelector<IN, K> keySelector;

    private Keyed(KeySelector<IN, K> keySelector) {
      this.keySelector = keySelector;
    }

    /** Adds the aggregate whose partial results are the operator's main output. */
    public <ACC> SharedSlices<K, IN, ACC> first(
        AlignedWindows windows, Aggregator<K, IN, ACC, ?> aggregator) {
      return new SharedSlices<K, IN, ACC>(keySelector)
          .with(new SliceMember<>(windows, aggregator, new Whole<>(aggregator), 0, null));
    }
  }

  /**
   * Adds an aggregate that fills accumulators of its own.
   *
   * @param output where its partial results go
   */
  public <A> SharedSlices<K, IN, ACC> and(
      OutputTag<Partial<K, A>> output, AlignedWindows windows, Aggregator<K, IN, A, ?> aggregator) {
    return and(output, windows, aggregator, new Whole<>(aggregator), members.size());
  }

  /**
   * Adds an aggregate.
   *
   * @param output where its partial results go
   * @param filler which aggregate fills the accumulators that it takes from: the first is 0; its
   *     own number if it does so itself
   */
  public <KI, A> SharedSlices<K, IN, ACC> and(
      OutputTag<Partial<KI, A>> output,
      AlignedWindows windows,
      Aggregator<KI, IN, A, ?> aggregator,
      SliceTaker<K, ?, KI, A> taker,
      int filler) {
    return with(new SliceMember<>(windows, aggregator, taker, filler, output));
  }

  private SharedSlices<K, IN, ACC> with(SliceMember<K, IN, ?, ?> member) {
    boolean gaps =
        member.windows() instanceof SlicedWindows sliced
            && !sliced.cumulating()
            && sliced.sizeMillis() < sliced.stepMillis();
    if (gaps) {
      // What lies between two windows has no end to cut the others' slices at.
      throw new IllegalArgumentException(
          "Not every row is in a window: " + member.windows().shape());
    }
    members.add(member);
    return this;
  }

  /** The operator, for {@code stream.transform(name, Partial.type(…), operator)}. */
  public OneInputStreamOperator<IN, Partial<K, ACC>> operator() {
    return operator(WindowOperators.CAPACITY);
  }

  OneInputStreamOperator<IN, Partial<K, ACC>> operator(int capacity) {
    return new SharedWindowAggregate<>(keySelector, members, capacity);
  }

  /** Takes all. */
  private static final class Whole<K, ACC> extends SliceTaker<K, ACC, K, ACC> {
    private static final long serialVersionUID = 1L;

    private final Aggregator<K, ?, ACC, ?> aggregator;

    Whole(Aggregator<K, ?, ACC, ?> aggregator) {
      this.aggregator = aggregator;
    }

    @Override
    public K key(K key) {
      return key;
    }

    @Override
    public void take(ACC into, ACC from) {
      aggregator.merge(into, from);
    }
  }
}
