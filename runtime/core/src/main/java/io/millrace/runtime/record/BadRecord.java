package io.millrace.runtime.record;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be decoded, or a row for which an expression of an operator has no value,
 * on its way to a dead-letter sink. It never moves the watermark.
 *
 * @param key the record's key as it came, or null
 * @param value the record's bytes as they came, or null (a tombstone); an operator's row as JSON
 * @param origin the Kafka topic, or the path of a file; empty for a row of an operator
 * @param partition the partition; -1 for a file and an operator
 * @param position the offset; for a file, the 1-based line; -1 for an operator
 * @param timestamp the record's timestamp in epoch milliseconds; {@link Long#MIN_VALUE} if it has
 *     none
 * @param node id of the source or operator
 * @param cause why, for a person
 */
public record BadRecord(
    byte @Nullable [] key,
    byte @Nullable [] value,
    String origin,
    int partition,
    long position,
    long timestamp,
    String node,
    String cause)
    implements Decoded {}
