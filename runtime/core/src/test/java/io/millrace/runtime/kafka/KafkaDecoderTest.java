package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.KeyText;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.Decoded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaDecoderTest {
  private final Counter skipped = new SimpleCounter();
  private final Counter tombstones = new SimpleCounter();

  private static ConsumerRecord<byte[], byte[]> record(String value, TimestampType timestamps) {
    return new ConsumerRecord<>(
        "orders",
        3,
        42,
        1_000,
        timestamps,
        1,
        1,
        "k".getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private <T> List<T> decode(KafkaRecordDeserializationSchema<T> decoder, String... values)
      throws Exception {
    MetricGroup metrics =
        new UnregisteredMetricsGroup() {
          @Override
          public Counter counter(String name) {
            assertThat(name).isIn("numRecordsSkipped", "numTombstonesSkipped");
            return name.equals("numRecordsSkipped") ? skipped : tombstones;
          }
        };
    decoder.open(
        new DeserializationSchema.InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return metrics;
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
          }
        });
    List<T> rows = new ArrayList<>();
    Collector<T> out =
        new Collector<>() {
          @Override
          public void collect(T row) {
            rows.add(row);
          }

          @Override
          public void close() {}
        };
    for (String value : values) {
      decoder.deserialize(record(value, TimestampType.CREATE_TIME), out);
    }
    return rows;
  }

  @Test
  void failsWithTheRecordsPlaceAndCause() {
    var decoder =
        KafkaDecoder.failing("payments", new TestRow.Decoder(), TypeInformation.of(TestRow.class));
    assertThatThrownBy(() -> decode(decoder, "a=1", "broken"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "payments: bad record at topic orders, partition 3, offset 42: no = in broken. ")
        .hasMessageContaining("`on-error`");
    assertThatThrownBy(() -> decode(decoder, (String) null))
        .hasMessageContaining("the record has no value (a tombstone)");
  }

  @Test
  void skipsAndCounts() throws Exception {
    var decoder =
        KafkaDecoder.skipping("payments", new TestRow.Decoder(), TypeInformation.of(TestRow.class));
    assertThat(decode(decoder, "a=1", "broken", null, "b=2"))
        .containsExactly(new TestRow("a", 1), new TestRow("b", 2));
    assertThat(skipped.getCount()).isEqualTo(2);
  }

  @Test
  void turnsBadRecordsIntoDeadLetters() throws Exception {
    KafkaRecordDeserializationSchema<Decoded> decoder =
        KafkaDecoder.deadLettering(
            "payments", new TestRow.Decoder(), TypeInformation.of(Decoded.class));
    List<Decoded> rows = decode(decoder, "a=1", "broken", null);
    assertThat(rows.get(0)).isEqualTo(new TestRow("a", 1));
    assertThat(rows.get(1))
        .isInstanceOfSatisfying(
            BadRecord.class,
            bad -> {
              assertThat(bad.key()).isEqualTo("k".getBytes(UTF_8));
              assertThat(bad.value()).isEqualTo("broken".getBytes(UTF_8));
              assertThat(bad.origin()).isEqualTo("orders");
              assertThat(bad.partition()).isEqualTo(3);
              assertThat(bad.position()).isEqualTo(42);
              assertThat(bad.timestamp()).isEqualTo(1_000);
              assertThat(bad.node()).isEqualTo("payments");
              assertThat(bad.cause()).isEqualTo("no = in broken");
            });
    assertThat(((BadRecord) rows.get(2)).value()).isNull();
  }

  private static final class Latest extends UpsertRows<String, TestRow, TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TestRow update(String key, TestRow row, ConsumerRecord<byte[], byte[]> record) {
      return new TestRow(Change.UPDATE_AFTER, key, row.at());
    }

    @Override
    public TestRow delete(String key, ConsumerRecord<byte[], byte[]> record) {
      return new TestRow(Change.DELETE, key, 0);
    }
  }

  private static final class Text extends RecordDecoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String decode(byte[] bytes, int offset, int length) throws DecodeException {
      return KeyText.readString(bytes, offset, length);
    }
  }

  @Test
  void readsUpsertsByTheRecordsKey() throws Exception {
    var decoder =
        KafkaDecoder.failing(
            "payments", new Text(), new TestRow.Decoder(), new Latest(), TestRow.TYPE);
    assertThat(decode(decoder, "a=1", null))
        .containsExactly(
            new TestRow(Change.UPDATE_AFTER, "k", 1), new TestRow(Change.DELETE, "k", 0));
    ConsumerRecord<byte[], byte[]> keyless =
        new ConsumerRecord<>("orders", 0, 7, null, "a=1".getBytes(UTF_8));
    assertThatThrownBy(() -> decoder.deserialize(keyless, null))
        .hasMessageContaining("partition 0, offset 7: the record has no key");
    ConsumerRecord<byte[], byte[]> broken =
        new ConsumerRecord<>("orders", 0, 8, new byte[] {(byte) 0xff}, "a=1".getBytes(UTF_8));
    assertThatThrownBy(() -> decoder.deserialize(broken, null))
        .hasMessageContaining("the record's key: expected UTF-8");
  }

  @Test
  void takesTombstonesForWhatItIsTold() throws Exception {
    var skipping =
        KafkaDecoder.failing("payments", new TestRow.Decoder(), TestRow.TYPE).skippingTombstones();
    assertThat(decode(skipping, "a=1", null)).containsExactly(new TestRow("a", 1));
    assertThat(tombstones.getCount()).isEqualTo(1);
    var rows =
        KafkaDecoder.failing("payments", new TestRow.Decoder(), TestRow.TYPE).tombstonesAs("z=0");
    assertThat(decode(rows, "a=1", null)).containsExactly(new TestRow("a", 1), new TestRow("z", 0));
  }
}
