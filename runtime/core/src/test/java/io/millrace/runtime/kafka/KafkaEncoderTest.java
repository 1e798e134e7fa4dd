package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Change;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaEncoderTest {
  private static final KafkaSinkContext CONTEXT =
      new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
          return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
          return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
          return new int[] {0};
        }
      };

  private final KafkaEncoder<TestRow> keyed =
      KafkaEncoder.to("out", new TestRow.NameEncoder(), new TestRow.Encoder());

  private static TestRow row(byte changeKind) {
    return new TestRow(changeKind, "a", 7);
  }

  @Test
  void writesKeyAndValueAndLeavesTheTimeToTheProducer() {
    ProducerRecord<byte[], byte[]> out = keyed.serialize(row(Change.UPDATE_AFTER), CONTEXT, 5L);
    assertThat(out.topic()).isEqualTo("out");
    assertThat(out.key()).isEqualTo("a".getBytes(UTF_8));
    assertThat(out.value()).isEqualTo("a=7".getBytes(UTF_8));
    assertThat(out.timestamp()).isNull();
    assertThat(out.partition()).isNull();
    KafkaEncoder<TestRow> bare = KafkaEncoder.to("out", new TestRow.Encoder());
    assertThat(bare.serialize(row(Change.INSERT), CONTEXT, null).key()).isNull();
  }

  @Test
  void deletesAsTombstones() {
    ProducerRecord<byte[], byte[]> out = keyed.serialize(row(Change.DELETE), CONTEXT, 5L);
    assertThat(out.key()).isEqualTo("a".getBytes(UTF_8));
    assertThat(out.value()).isNull();
    assertThat(keyed.serialize(row(Change.UPDATE_BEFORE), CONTEXT, 5L)).isNull();
    // The only row of a stream.
    ProducerRecord<byte[], byte[]> gone =
        KafkaEncoder.to("out", new TestRow.Encoder()).serialize(row(Change.DELETE), CONTEXT, 5L);
    assertThat(gone.key()).isNull();
    assertThat(gone.value()).isNull();
  }

  @Test
  void deadLettersKeepTheirBytesAndSayWhereTheyCameFrom() {
    DeadLetterEncoder encoder = new DeadLetterEncoder("rejects");
    byte[] key = {1};
    byte[] value = {2, (byte) 0xFF};
    ProducerRecord<byte[], byte[]> out =
        encoder.serialize(
            new BadRecord(key, value, "orders", 3, 42, 1_000, "payments", "größer"), CONTEXT, null);
    assertThat(out.topic()).isEqualTo("rejects");
    assertThat(out.key()).isEqualTo(key);
    assertThat(out.value()).isEqualTo(value);
    assertThat(headers(out))
        .isEqualTo(
            Map.of(
                "millrace.topic", "orders",
                "millrace.partition", "3",
                "millrace.offset", "42",
                "millrace.timestamp", "1000",
                "millrace.node", "payments",
                "millrace.cause", "größer"));
    ProducerRecord<byte[], byte[]> ofFile =
        encoder.serialize(
            new BadRecord(null, null, "/a.csv", -1, 9, Long.MIN_VALUE, "rows", "why"),
            CONTEXT,
            null);
    assertThat(headers(ofFile))
        .containsOnlyKeys("millrace.topic", "millrace.offset", "millrace.node", "millrace.cause");
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
