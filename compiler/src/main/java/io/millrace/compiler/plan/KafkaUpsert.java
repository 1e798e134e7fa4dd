package io.millrace.compiler.plan;

import io.millrace.compiler.types.RecordType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a topic replace one another.
 *
 * @param key the row's fields that are read from the record's key
 * @param jsonKey whether the key is a JSON object; otherwise it is one field as plain text
 * @param ttl how long the last row of a key is kept, where old values are needed; null: for ever
 */
public record KafkaUpsert(RecordType key, boolean jsonKey, @Nullable Duration ttl) {}
