package io.millrace.runtime.kafka;

import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.Change;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows as Kafka records.
 *
 * <p>Records carry the time at which they are written, not event time: with event time, records of
 * old data would fall outside the topic's retention at once and look lost, and times more than an
 * hour or two ahead are refused by brokers.
 *
 * <p>A {@link Change} that deletes becomes a tombstone; one that only repeats the old values is not
 * written.
 */
public final class KafkaEncoder<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final @Nullable RecordEncoder<T> key;
  private final RecordEncoder<T> value;

  private KafkaEncoder(String topic, @Nullable RecordEncoder<T> key, RecordEncoder<T> value) {
    this.topic = topic;
    this.key = key;
    this.value = value;
  }

  /** Records without a key: the producer spreads them over the partitions. */
  public static <T> KafkaEncoder<T> to(String topic, RecordEncoder<T> value) {
    return new KafkaEncoder<>(topic, null, value);
  }

  /** Records with a key: equal keys share a partition. */
  public static <T> KafkaEncoder<T> to(String topic, RecordEncoder<T> key, RecordEncoder<T> value) {
    return new KafkaEncoder<>(topic, key, value);
  }

  /** Names the topic: the sink's transactions are looked up by it after a failure. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T row, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] keyBytes = key == null ? null : key.encode(row);
    byte kind = row instanceof Change change ? change.changeKind() : Change.INSERT;
    if (kind == Change.UPDATE_BEFORE) {
      return null;
    }
    if (kind == Change.DELETE) {
      if (keyBytes == null) {
        throw new IllegalStateException("A deleted row has no key to write to topic " + topic);
      }
      return new ProducerRecord<>(topic, keyBytes, null);
    }
    return new ProducerRecord<>(topic, keyBytes, value.encode(row));
  }
}
