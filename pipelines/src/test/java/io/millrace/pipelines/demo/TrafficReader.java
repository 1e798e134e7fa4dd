package io.millrace.pipelines.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the totals that the job has committed, and keeps the last of each address. */
final class TrafficReader implements AutoCloseable {
  private static final String BYTES = "\"bytes\":";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> byIp = new TreeMap<>();
  private long rows;

  TrafficReader(String brokers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      int at = value.indexOf(BYTES) + BYTES.length();
      byIp.put(
          new String(record.key(), StandardCharsets.UTF_8),
          Long.parseLong(value.substring(at, value.length() - 1)));
      rows++;
    }
  }

  /** How many totals came: one for each packet. */
  long rows() {
    return rows;
  }

  Map<String, Long> byIp() {
    return byIp;
  }

  /** Addresses with the most bytes, the first one ahead. */
  List<Map.Entry<String, Long>> top(int count) {
    return byIp.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(count)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
