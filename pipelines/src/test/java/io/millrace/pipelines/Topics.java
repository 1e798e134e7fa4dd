package io.millrace.pipelines;

import io.millrace.local.kafka.TopicReader;
import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  /** {@code key=value} of each record, as text. */
  public static List<String> texts(List<TopicRecord> records) {
    return records.stream().map(r -> r.keyText() + "=" + r.valueText()).toList();
  }
}
