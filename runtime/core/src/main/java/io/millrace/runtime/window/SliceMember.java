package io.millrace.runtime.window;

import java.io.Serializable;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * One of the aggregates of which one step is shared.
 *
 * @param <K> the key that all have
 * @param <KI> the class that this one has for it
 * @param name of its node
 * @param key gives the same key in its own class
 * @param from the place of the aggregate that it takes from, or -1: rows are added to its own
 *     slices
 * @param taker takes, or null
 * @param output where its partial results go; null: the main output
 */
record SliceMember<K, IN, KI, ACC>(
    String name,
    AlignedWindows windows,
    Aggregator<KI, IN, ACC, ?> aggregator,
    KeySelector<K, KI> key,
    int from,
    @Nullable SliceTaker<?, ACC> taker,
    @Nullable OutputTag<Partial<KI, ACC>> output)
    implements Serializable {
  /** One by itself. */
  static <K, IN, ACC> SliceMember<K, IN, K, ACC> only(
      String name, AlignedWindows windows, Aggregator<K, IN, ACC, ?> aggregator) {
    return new SliceMember<>(name, windows, aggregator, SharedSlices.sameKey(), -1, null, null);
  }
}
