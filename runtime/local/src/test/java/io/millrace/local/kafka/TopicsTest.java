package io.millrace.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final EmbeddedKafka kafka = SharedKafka.get();

  @Test
  void givesBackKeysValuesHeadersTimestampsAndPartitions() {
    kafka.createTopic("whole-records", 2);
    try (TopicWriter writer = new TopicWriter(kafka.bootstrapServers(), "whole-records")) {
      writer.send(
          1,
          1_000L, // 1970: must survive the broker's retention
          "key".getBytes(StandardCharsets.UTF_8),
          "value".getBytes(StandardCharsets.UTF_8),
          List.of(TopicWriter.header("trace", "old"), TopicWriter.header("trace", "new")));
      writer.send(0, 2_000L, "gone".getBytes(StandardCharsets.UTF_8), null, List.of());
    }

    List<TopicRecord> records = TopicReader.readAll(kafka.bootstrapServers(), "whole-records");

    assertThat(records).hasSize(2);
    TopicRecord tombstone = records.get(0);
    assertThat(tombstone.partition()).isZero();
    assertThat(tombstone.keyText()).isEqualTo("gone");
    assertThat(tombstone.valueText()).isNull();
    TopicRecord whole = records.get(1);
    assertThat(whole.partition()).isEqualTo(1);
    assertThat(whole.offset()).isZero();
    assertThat(whole.timestamp()).isEqualTo(1_000L);
    assertThat(whole.keyText()).isEqualTo("key");
    assertThat(whole.valueText()).isEqualTo("value");
    assertThat(whole.header("trace")).isEqualTo("new");
    assertThat(whole.header("other")).isNull();
  }

  @Test
  void readsManyRecordsInTheOrderOfTheirPartition() {
    kafka.createTopic("many", 1);
    try (TopicWriter writer = new TopicWriter(kafka.bootstrapServers(), "many")) {
      for (int i = 0; i < 50_000; i++) {
        writer.send("k" + i % 7, Integer.toString(i));
      }
    }
    List<TopicRecord> records = TopicReader.readAll(kafka.bootstrapServers(), "many");
    assertThat(records).hasSize(50_000);
    assertThat(records).extracting(TopicRecord::offset).isSorted();
    assertThat(records.get(49_999).valueText()).isEqualTo("49999");
  }

  @Test
  void readCommittedHidesAbortedAndOpenTransactions() {
    kafka.createTopic("transactions", 1);
    String at = kafka.bootstrapServers();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", at, "transactional.id", "transactions-test"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      transact(producer, "aborted");
      producer.abortTransaction();
      transact(producer, "committed");
      producer.commitTransaction();
      transact(producer, "open");

      assertThat(TopicReader.readAll(at, "transactions"))
          .extracting(TopicRecord::valueText)
          .containsExactly("committed");
      try (TopicReader all = new TopicReader(at, "transactions", IsolationLevel.READ_UNCOMMITTED)) {
        assertThat(all.readToEnd())
            .extracting(TopicRecord::valueText)
            .containsExactly("aborted", "committed", "open");
      }
      producer.commitTransaction();
      assertThat(TopicReader.readAll(at, "transactions"))
          .extracting(TopicRecord::valueText)
          .containsExactly("committed", "open");
    }
  }

  private static void transact(KafkaProducer<String, String> producer, String value) {
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>("transactions", value));
    producer.flush();
  }

  @Test
  void readerWaitsForMoreAndSaysHowManyCame() {
    kafka.createTopic("waiting", 1);
    try (TopicWriter writer = new TopicWriter(kafka.bootstrapServers(), "waiting");
        TopicReader reader = new TopicReader(kafka.bootstrapServers(), "waiting")) {
      assertThat(reader.readToEnd()).isEmpty();
      writer.send("one");
      writer.flush();
      assertThat(reader.awaitCount(1, Duration.ofSeconds(30))).hasSize(1);
      assertThatThrownBy(() -> reader.awaitCount(2, Duration.ZERO))
          .hasMessage("topic waiting: no 2 records in 0 s, but 1 records");
    }
  }

  @Test
  void listsTopicsAndRefusesASecondOneOfTheSameName() {
    kafka.createTopic("once", 3, Map.of("cleanup.policy", "compact"));
    assertThat(kafka.topics()).contains("once");
    assertThatThrownBy(() -> kafka.createTopic("once", 3))
        .hasMessage("cannot create topic once: Topic 'once' already exists.");
  }

  @Test
  void misspeltTopicsAreNotCreated() {
    assertThatThrownBy(() -> new TopicReader(kafka.bootstrapServers(), "misspelt"))
        .hasMessageContaining("misspelt");
    assertThat(kafka.topics()).doesNotContain("misspelt");
  }
}
