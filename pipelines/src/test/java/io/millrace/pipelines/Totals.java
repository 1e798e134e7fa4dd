package io.millrace.pipelines;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a topic of running totals and keeps the last of each key. */
final class Totals implements AutoCloseable {
  private static final Pattern ROW =
      Pattern.compile("\\{\"ip\":\"([0-9.]+)\",\"bytes\":([0-9]+)\\}");

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> byIp = new TreeMap<>();
  private final Map<String, Long> setbacks = new TreeMap<>();
  private long rows;

  Totals(String topic, IsolationLevel isolation) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                Testbed.brokers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.toString().toLowerCase(Locale.ROOT),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                20_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Takes in what is there now. */
  Totals poll() {
    // Positions move past the ends of transactions, too; counting rows would not.
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    do {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        take(record);
      }
    } while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue()));
    return this;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String value = new String(record.value(), StandardCharsets.UTF_8);
    Matcher row = ROW.matcher(value);
    if (!row.matches() || !row.group(1).equals(new String(record.key(), StandardCharsets.UTF_8))) {
      throw new AssertionError("not a row of its key: " + value);
    }
    long total = Long.parseLong(row.group(2));
    Long before = byIp.put(row.group(1), total);
    if (before != null && total <= before) {
      setbacks.merge(row.group(1), 1L, Long::sum);
    }
    rows++;
  }

  void await(Predicate<Totals> condition) {
    long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (!condition.test(poll())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not after " + Testbed.PATIENCE + ", with " + rows + " rows");
      }
    }
  }

  long rows() {
    return rows;
  }

  Map<String, Long> byIp() {
    return byIp;
  }

  /** How often a key's total did not grow, for keys where that happened. */
  Map<String, Long> setbacks() {
    return setbacks;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
