package io.millrace.runtime.kafka;

import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.source.EventTimeExtractor;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows as Kafka records.
 *
 * <p>Unless told otherwise, records carry the time at which they are written, not event time: with
 * event time, records of old data would fall outside the topic's retention at once and look lost,
 * and times more than an hour or two ahead are refused by brokers.
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
  private final @Nullable KafkaHeaders<T> headers;
  private final @Nullable RecordEncoder<T> partition;
  private final @Nullable EventTimeExtractor<T> stamp;
  private final boolean eventTime;

  private KafkaEncoder(
      String topic,
      @Nullable RecordEncoder<T> key,
      RecordEncoder<T> value,
      @Nullable KafkaHeaders<T> headers,
      @Nullable RecordEncoder<T> partition,
      @Nullable EventTimeExtractor<T> stamp,
      boolean eventTime) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.headers = headers;
    this.partition = partition;
    this.stamp = stamp;
    this.eventTime = eventTime;
  }

  /** Records without a key: the producer spreads them over the partitions. */
  public static <T> KafkaEncoder<T> to(String topic, RecordEncoder<T> value) {
    return new KafkaEncoder<>(topic, null, value, null, null, null, false);
  }

  /** Records with a key: equal keys share a partition. */
  public static <T> KafkaEncoder<T> to(String topic, RecordEncoder<T> key, RecordEncoder<T> value) {
    return new KafkaEncoder<>(topic, key, value, null, null, null, false);
  }

  /** Adds headers to each record. */
  public KafkaEncoder<T> headers(KafkaHeaders<T> writer) {
    return new KafkaEncoder<>(topic, key, value, writer, partition, stamp, eventTime);
  }

  /**
   * Picks the partition by these bytes of the row instead of the key, as Kafka's own partitioner
   * does by a key.
   */
  public KafkaEncoder<T> partitionedBy(RecordEncoder<T> bytes) {
    return new KafkaEncoder<>(topic, key, value, headers, bytes, stamp, eventTime);
  }

  /** Stamps records with the event time of their rows; a row without one, with the time now. */
  public KafkaEncoder<T> stampedWithEventTime() {
    return new KafkaEncoder<>(topic, key, value, headers, partition, null, true);
  }

  /** Stamps records with a time of their rows. */
  public KafkaEncoder<T> stampedWith(EventTimeExtractor<T> field) {
    return new KafkaEncoder<>(topic, key, value, headers, partition, field, false);
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
    // The only row of a stream has no key; that it is gone is a record with nothing in it.
    byte[] valueBytes = kind == Change.DELETE ? null : value.encode(row);
    ProducerRecord<byte[], byte[]> out =
        new ProducerRecord<>(
            topic, partition(row, context), time(row, timestamp), keyBytes, valueBytes);
    if (headers != null) {
      headers.write(row, out.headers());
    }
    return out;
  }

  private @Nullable Integer partition(T row, KafkaSinkContext context) {
    if (partition == null) {
      return null;
    }
    int count = context.getPartitionsForTopic(topic).length;
    return Utils.toPositive(Utils.murmur2(partition.encode(row))) % count;
  }

  private @Nullable Long time(T row, @Nullable Long timestamp) {
    if (stamp != null) {
      return Math.max(0L, Math.floorDiv(stamp.micros(row), 1000L)); // Kafka takes none before 1970
    }
    return eventTime && timestamp != null ? Long.valueOf(Math.max(0L, timestamp)) : null;
  }
}
