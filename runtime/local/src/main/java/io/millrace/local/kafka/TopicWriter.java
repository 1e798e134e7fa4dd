package io.millrace.local.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to one topic; sends in batches and reports failures on {@link #flush()}. */
public final class TopicWriter implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public TopicWriter(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 18,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                30_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** A record with a text as value, no key, the current time as timestamp. */
  public void send(String value) {
    send(null, value);
  }

  public void send(@Nullable String key, @Nullable String value) {
    send(null, null, bytes(key), bytes(value), List.of());
  }

  /** As the other, with the record's timestamp in epoch milliseconds. */
  public void send(@Nullable String key, @Nullable String value, long timestamp) {
    send(null, timestamp, bytes(key), bytes(value), List.of());
  }

  /** A header of a text. */
  public static Header header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  /**
   * Everything given.
   *
   * @param partition null leaves it to the key, or to chance
   * @param timestamp null is now
   */
  public void send(
      @Nullable Integer partition,
      @Nullable Long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers) {
    throwFailure();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, timestamp, key, value, headers),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  /** Returns when the broker has all records; throws when it refused one. */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    try {
      flush();
    } finally {
      producer.close();
    }
  }

  private void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException("cannot write to topic " + topic + ": " + e.getMessage(), e);
    }
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
