package io.millrace.runtime.window;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The first of two steps of several windowed aggregates that read the same rows by the same key: a
 * row's key is looked up once, and longer windows can take what shorter ones have of it. {@link
 * WindowOperators#merging} is the second step of each.
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

  /** For aggregates that have no class of their own for the key. */
  public static <K> KeySelector<K, K> sameKey() {
    return key -> key;
  }

  /** No aggregate yet. */
  public static final class Keyed<K, IN> {
    private final KeySelector<IN, K> keySelector;

    private Keyed(KeySelector<IN, K> keySelector) {
      this.keySelector = keySelector;
    }

    /** Adds the aggregate whose partial results are the operator's main output. */
    public <ACC> SharedSlices<K, IN, ACC> first(
        String name, AlignedWindows windows, Aggregator<K, IN, ACC, ?> aggregator) {
      return new SharedSlices<K, IN, ACC>(keySelector)
          .with(SliceMember.only(name, windows, aggregator));
    }
  }

  /**
   * Adds an aggregate to which rows are added, too.
   *
   * @param output where its partial results go
   * @param key gives the key in the aggregate's own class
   */
  public <KI, A> SharedSlices<K, IN, ACC> and(
      String name,
      OutputTag<Partial<KI, A>> output,
      AlignedWindows windows,
      Aggregator<KI, IN, A, ?> aggregator,
      KeySelector<K, KI> key) {
    return with(new SliceMember<>(name, windows, aggregator, key, -1, null, output));
  }

  /**
   * Adds an aggregate that takes what another has of a slice, when that goes on.
   *
   * @param output where its partial results go
   * @param key gives the key in the aggregate's own class
   * @param from the other's name. Each of its slices lies in one of this one's, and every row in
   *     one of its slices
   */
  public <KI, A> SharedSlices<K, IN, ACC> and(
      String name,
      OutputTag<Partial<KI, A>> output,
      AlignedWindows windows,
      Aggregator<KI, IN, A, ?> aggregator,
      KeySelector<K, KI> key,
      String from,
      SliceTaker<?, A> taker) {
    List<String> names = members.stream().<String>map(SliceMember::name).toList();
    if (!names.contains(from)) {
      throw new IllegalArgumentException(name + " takes from " + from + ", which is not before it");
    }
    return with(
        new SliceMember<>(name, windows, aggregator, key, names.indexOf(from), taker, output));
  }

  private SharedSlices<K, IN, ACC> with(SliceMember<K, IN, ?, ?> member) {
    members.add(member);
    return this;
  }

  /** The operator, for {@code stream.transform(name, Partial.type(…), operator)}. */
  public OneInputStreamOperator<IN, Partial<K, ACC>> operator() {
    return operator(WindowOperators.CAPACITY);
  }

  OneInputStreamOperator<IN, Partial<K, ACC>> operator(int capacity) {
    return new LocalWindowAggregate<>(keySelector, members, capacity);
  }
}
