package io.millrace.local.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one topic from its beginning, without a consumer group. Not thread-safe. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final List<TopicRecord> read = new ArrayList<>();

  /** Sees what transactions committed; throws when the topic does not exist. */
  public TopicReader(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, IsolationLevel.READ_COMMITTED);
  }

  public TopicReader(String bootstrapServers, String topic, IsolationLevel isolation) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.toString().toLowerCase(Locale.ROOT),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .sorted(Comparator.comparingInt(TopicPartition::partition))
            .toList();
    if (partitions.isEmpty()) {
      consumer.close();
      throw new IllegalStateException("no topic " + topic + " at " + bootstrapServers);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All committed records that are there now. */
  public static List<TopicRecord> readAll(String bootstrapServers, String topic) {
    try (TopicReader reader = new TopicReader(bootstrapServers, topic)) {
      return reader.readToEnd();
    }
  }

  /**
   * All records up to the end as it is at the time of the call, by partition and offset; with
   * {@code READ_COMMITTED} that end lies before the first open transaction.
   */
  public List<TopicRecord> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    // Positions move past the markers of transactions, too; counting records would wait forever.
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
    return records();
  }

  /** Reads on until {@code count} records are there; throws after {@code timeout}. */
  public List<TopicRecord> awaitCount(int count, Duration timeout) {
    return await(records -> records.size() >= count, count + " records", timeout);
  }

  /**
   * Reads on until the records read so far satisfy the condition.
   *
   * @throws IllegalStateException after {@code timeout}; it tells how many records came
   */
  public List<TopicRecord> await(
      Predicate<List<TopicRecord>> condition, String what, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.test(records())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "topic %s: no %s in %s s, but %s records"
                .formatted(topic, what, timeout.toSeconds(), read.size()));
      }
      poll();
    }
    return records();
  }

  /** What was read so far, by partition and offset. */
  public List<TopicRecord> records() {
    return read.stream()
        .sorted(Comparator.comparingInt(TopicRecord::partition).thenComparing(TopicRecord::offset))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      read.add(TopicRecord.of(record));
    }
  }
}
