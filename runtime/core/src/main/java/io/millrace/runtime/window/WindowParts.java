package io.millrace.runtime.window;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What every window operator is made of.
 *
 * @param accumulatorType its serializer must copy deeply and must not claim to be of an immutable
 *     type: accumulators change in place
 * @param lateTag where late rows go, or null: they are dropped
 */
record WindowParts<K, IN, ACC, OUT>(
    Aggregator<K, IN, ACC, OUT> aggregator,
    TypeInformation<ACC> accumulatorType,
    @Nullable OutputTag<IN> lateTag,
    WindowOutput<K, ACC, OUT> output) {}
