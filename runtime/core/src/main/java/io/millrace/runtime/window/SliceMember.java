package io.millrace.runtime.window;

import java.io.Serializable;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * One of the aggregates that share slices.
 *
 * @param filler the number of the aggregate that fills the accumulators that this one takes from
 * @param output where its partial results go; null: the main output
 */
record SliceMember<K, IN, KI, ACC>(
    AlignedWindows windows,
    Aggregator<KI, IN, ACC, ?> aggregator,
    SliceTaker<K, ?, KI, ACC> taker,
    int filler,
    @Nullable OutputTag<Partial<KI, ACC>> output)
    implements Serializable {}
