package io.millrace.runtime.kafka;

import io.millrace.runtime.connect.DebeziumDecoder;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.Decoded;
import io.millrace.runtime.source.SkippedRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Kafka records, with one of three ways to treat those that are no row of the type. Unless
 * told otherwise, a record without a value (a tombstone) is no row.
 *
 * @param <T> what the source emits
 */
public abstract class KafkaDecoder<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;

  final String node;
  private RecordRows<? extends T> rows;
  private final TypeInformation<T> type;
  private boolean skipsTombstones;

  private transient @Nullable Counter tombstones;

  private KafkaDecoder(String node, RecordRows<? extends T> rows, TypeInformation<T> type) {
    this.node = node;
    this.rows = rows;
    this.type = type;
  }

  /**
   * A bad record fails the job, with a message that says which one it was.
   *
   * @param node id of the source
   */
  public static <T> KafkaDecoder<T> failing(
      String node, RecordDecoder<T> decoder, TypeInformation<T> type) {
    return failing(node, decoder, new ValueRows.ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D, T> KafkaDecoder<T> failing(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, T> columns,
      TypeInformation<T> type) {
    return new Failing<>(node, new ValueRows<>(decoder, columns, null), type);
  }

  /** As the other, for change events. */
  public static <T extends Change> KafkaDecoder<T> failing(
      String node, DebeziumDecoder<T> decoder, TypeInformation<T> type) {
    return new Failing<>(node, new DebeziumRows<>(decoder), type);
  }

  /** As the other, for rows that replace one another by key. */
  public static <K, D, T> KafkaDecoder<T> failing(
      String node,
      RecordDecoder<K> keys,
      RecordDecoder<D> decoder,
      UpsertRows<K, D, T> upserts,
      TypeInformation<T> type) {
    return new Failing<>(node, new KeyedRows<>(keys, decoder, upserts), type);
  }

  /**
   * A bad record is dropped, counted in the metric {@code numRecordsSkipped}, and logged at times.
   */
  public static <T> KafkaDecoder<T> skipping(
      String node, RecordDecoder<T> decoder, TypeInformation<T> type) {
    return skipping(node, decoder, new ValueRows.ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D, T> KafkaDecoder<T> skipping(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, T> columns,
      TypeInformation<T> type) {
    return new Skipping<>(node, new ValueRows<>(decoder, columns, null), type);
  }

  /** As the other, for change events. */
  public static <T extends Change> KafkaDecoder<T> skipping(
      String node, DebeziumDecoder<T> decoder, TypeInformation<T> type) {
    return new Skipping<>(node, new DebeziumRows<>(decoder), type);
  }

  /** As the other, for rows that replace one another by key. */
  public static <K, D, T> KafkaDecoder<T> skipping(
      String node,
      RecordDecoder<K> keys,
      RecordDecoder<D> decoder,
      UpsertRows<K, D, T> upserts,
      TypeInformation<T> type) {
    return new Skipping<>(node, new KeyedRows<>(keys, decoder, upserts), type);
  }

  /** A bad record becomes a {@link BadRecord} among the rows. */
  public static <D extends Decoded> KafkaDecoder<Decoded> deadLettering(
      String node, RecordDecoder<D> decoder, TypeInformation<Decoded> type) {
    return deadLettering(node, decoder, new ValueRows.ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D> KafkaDecoder<Decoded> deadLettering(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, ? extends Decoded> columns,
      TypeInformation<Decoded> type) {
    return new DeadLettering(node, new ValueRows<D, Decoded>(decoder, columns, null), type);
  }

  /** As the other, for change events. */
  public static <D extends Change & Decoded> KafkaDecoder<Decoded> deadLettering(
      String node, DebeziumDecoder<D> decoder, TypeInformation<Decoded> type) {
    return new DeadLettering(node, new DebeziumRows<>(decoder), type);
  }

  /** As the other, for rows that replace one another by key. */
  public static <K, D> KafkaDecoder<Decoded> deadLettering(
      String node,
      RecordDecoder<K> keys,
      RecordDecoder<D> decoder,
      UpsertRows<K, D, ? extends Decoded> upserts,
      TypeInformation<Decoded> type) {
    return new DeadLettering(node, new KeyedRows<K, D, Decoded>(keys, decoder, upserts), type);
  }

  /**
   * Drops records without a value, whatever happens to bad ones, and counts them in the metric
   * {@code numTombstonesSkipped}.
   */
  public KafkaDecoder<T> skippingTombstones() {
    skipsTombstones = true;
    return this;
  }

  /** Takes a record without a value for one with this value, as {@code {}}. */
  public KafkaDecoder<T> tombstonesAs(String value) {
    if (!(rows instanceof ValueRows<?, ? extends T> values)) {
      throw new IllegalStateException("tombstones of " + node + " are deletes");
    }
    rows = values.tombstonesAs(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) throws Exception {
    if (skipsTombstones) {
      tombstones = context.getMetricGroup().counter("numTombstonesSkipped");
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
      throws IOException {
    if (record.value() == null && tombstones != null) {
      tombstones.inc();
      return;
    }
    try {
      rows.emit(record, out);
    } catch (DecodeException e) {
      bad(record, e, out);
    }
  }

  abstract void bad(ConsumerRecord<byte[], byte[]> record, DecodeException cause, Collector<T> out)
      throws IOException;

  static String cause(DecodeException e) {
    return String.valueOf(e.getMessage());
  }

  static String where(ConsumerRecord<byte[], byte[]> record) {
    return "topic %s, partition %d, offset %d"
        .formatted(record.topic(), record.partition(), record.offset());
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  private static final class Failing<T> extends KafkaDecoder<T> {
    private static final long serialVersionUID = 1L;

    Failing(String node, RecordRows<? extends T> rows, TypeInformation<T> type) {
      super(node, rows, type);
    }

    @Override
    void bad(ConsumerRecord<byte[], byte[]> record, DecodeException e, Collector<T> out)
        throws IOException {
      throw new IOException(
          "%s: bad record at %s: %s. `on-error` of the source can skip such records or send them to a dead-letter sink."
              .formatted(node, where(record), cause(e)),
          e);
    }
  }

  private static final class Skipping<T> extends KafkaDecoder<T> {
    private static final long serialVersionUID = 1L;

    private transient SkippedRecords skipped;

    Skipping(String node, RecordRows<? extends T> rows, TypeInformation<T> type) {
      super(node, rows, type);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
      super.open(context);
      skipped = new SkippedRecords(context.getMetricGroup());
    }

    @Override
    void bad(ConsumerRecord<byte[], byte[]> record, DecodeException e, Collector<T> out) {
      skipped.skip(node, where(record), cause(e));
    }
  }

  private static final class DeadLettering extends KafkaDecoder<Decoded> {
    private static final long serialVersionUID = 1L;

    DeadLettering(String node, RecordRows<? extends Decoded> rows, TypeInformation<Decoded> type) {
      super(node, rows, type);
    }

    @Override
    void bad(ConsumerRecord<byte[], byte[]> record, DecodeException e, Collector<Decoded> out) {
      boolean timed = record.timestampType() != TimestampType.NO_TIMESTAMP_TYPE;
      out.collect(
          new BadRecord(
              record.key(),
              record.value(),
              record.topic(),
              record.partition(),
              record.offset(),
              timed ? record.timestamp() : Long.MIN_VALUE,
              node,
              cause(e)));
    }
  }
}
