package io.millrace.pipelines;

import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics of the shared broker. What is read is what transactions committed. */
public final class Topics {
  private Topics() {}

  /** Creates a topic, after removing one of that name with all that it holds. */
  public static void fresh(String topic, int partitions) {
    fresh(topic, partitions, Map.of());
  }

  public static void fresh(String topic, int partitions, Map<String, String> configs) {
    if (Testbed.kafka().topics().contains(topic)) {
      delete(topic);
    }
    Testbed.kafka().createTopic(topic, partitions, configs);
  }

  private static void delete(String topic) {
    try {
      Testbed.kafka().admin().deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new IllegalStateException("cannot delete topic " + topic, e);
      }
    }
  }

  public static TopicWriter writer(String topic) {
    return new TopicWriter(Testbed.brokers(), topic);
  }

  /** Writes values without keys. */
  public static void write(String topic, List<String> values) {
    try (TopicWriter writer = writer(topic)) {
      values.forEach(writer::send);
    }
  }

  public static TopicReader reader(String topic) {
    return new TopicReader(Testbed.brokers(), topic);
  }

  /** Waits for that many records, and returns all that are there by then. */
  public static List<TopicRecord> await(String topic, int count) {
    try (TopicReader reader = reader(topic)) {
      reader.awaitCount(count, Testbed.PATIENCE);
      return reader.readToEnd();
    }
  }

  /** All records that are there now. */
  public static List<TopicRecord> readAll(String topic) {
    return TopicReader.readAll(Testbed.brokers(), topic);
  }

  /**
   * All records of a topic to which nothing is written any more. A transaction that was committed
   * is seen a moment later.
   */
  public static List<TopicRecord> readCommitted(String topic) {
    long deadline = System.nanoTime() + Testbed.PATIENCE.toNanos();
    while (!ends(topic, IsolationLevel.READ_COMMITTED)
        .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a transaction is open in topic " + topic);
      }
    }
    return readAll(topic);
  }

  /** The sum of all offsets that a consumer group has committed: the records it has read. */
  static int committedOffsets(String group) {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          Testbed.kafka()
              .admin()
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(30, TimeUnit.SECONDS);
      return offsets.values().stream().mapToInt(offset -> (int) offset.offset()).sum();
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the offsets of " + group, e);
    }
  }

  private static Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) {
    Admin admin = Testbed.kafka().admin();
    try {
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(30, TimeUnit.SECONDS)
          .get(topic)
          .partitions()
          .stream()
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .forEach(partition -> partitions.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(partitions, new ListOffsetsOptions(isolation))
          .all()
          .get(30, TimeUnit.SECONDS)
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (Exception e) {
      throw new IllegalStateException("cannot read the ends of " + topic, e);
    }
  }

  /** {@code key=value} of each record, as text. */
  public static List<String> texts(List<TopicRecord> records) {
    return records.stream().map(r -> r.keyText() + "=" + r.valueText()).toList();
  }
}
