package io.millrace.local.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in a topic.
 *
 * @param timestamp epoch milliseconds
 * @param value null for a tombstone
 */
public record TopicRecord(
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers) {

  static TopicRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new TopicRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value(),
        Arrays.asList(record.headers().toArray()));
  }

  /** The key as UTF-8 text; null when there is none. */
  public @Nullable String keyText() {
    return text(key);
  }

  /** The value as UTF-8 text; null for a tombstone. */
  public @Nullable String valueText() {
    return text(value);
  }

  /** The last header of that name as UTF-8 text; null when there is none. */
  public @Nullable String header(String name) {
    String found = null;
    for (Header header : headers) {
      if (header.key().equals(name)) {
        found = text(header.value());
      }
    }
    return found;
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
