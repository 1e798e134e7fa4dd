package io.millrace.runtime.record;

import org.jspecify.annotations.Nullable;

/**
 * A record that could not be decoded, on its way to a dead-letter sink. It never moves the
 * watermark.
 *
 * @param key the record's key as it came, or null
 * @param value the record's bytes as they came, or null (a tombstone)
 * @param origin the Kafka topic, or the path of a file
 * @param partition the partition; -1 for a file
 * @param position the offset; for a file, the 1-based line
 * @param timestamp the record's timestamp in epoch milliseconds; {@link Long#MIN_VALUE} if it has
 *     none
 * @param node id of the source
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
