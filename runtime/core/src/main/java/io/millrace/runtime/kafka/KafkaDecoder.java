package io.millrace.runtime.kafka;

import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Decoded;
import io.millrace.runtime.source.SkippedRecords;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * Decodes the values of Kafka records, with one of three ways to treat those that are no row of the
 * type. A record without a value (a tombstone) is no row.
 *
 * @param <D> what the decoder makes
 * @param <T> what the source emits
 */
public abstract class KafkaDecoder<D, T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;

  final String node;
  private final RecordDecoder<D> decoder;
  private final MetadataColumns<D, ? extends T> columns;
  private final TypeInformation<T> type;

  private KafkaDecoder(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, ? extends T> columns,
      TypeInformation<T> type) {
    this.node = node;
    this.decoder = decoder;
    this.columns = columns;
    this.type = type;
  }

  /**
   * A bad record fails the job, with a message that says which one it was.
   *
   * @param node id of the source
   */
  public static <T> KafkaRecordDeserializationSchema<T> failing(
      String node, RecordDecoder<T> decoder, TypeInformation<T> type) {
    return failing(node, decoder, new ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D, T> KafkaRecordDeserializationSchema<T> failing(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, T> columns,
      TypeInformation<T> type) {
    return new Failing<>(node, decoder, columns, type);
  }

  /**
   * A bad record is dropped, counted in the metric {@code numRecordsSkipped}, and logged at times.
   */
  public static <T> KafkaRecordDeserializationSchema<T> skipping(
      String node, RecordDecoder<T> decoder, TypeInformation<T> type) {
    return skipping(node, decoder, new ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D, T> KafkaRecordDeserializationSchema<T> skipping(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, T> columns,
      TypeInformation<T> type) {
    return new Skipping<>(node, decoder, columns, type);
  }

  /** A bad record becomes a {@link BadRecord} among the rows. */
  public static <D extends Decoded> KafkaRecordDeserializationSchema<Decoded> deadLettering(
      String node, RecordDecoder<D> decoder, TypeInformation<Decoded> type) {
    return deadLettering(node, decoder, new ValueOnly<>(), type);
  }

  /** As the other, for rows that have columns of metadata beside what is decoded. */
  public static <D> KafkaRecordDeserializationSchema<Decoded> deadLettering(
      String node,
      RecordDecoder<D> decoder,
      MetadataColumns<D, ? extends Decoded> columns,
      TypeInformation<Decoded> type) {
    return new DeadLettering<>(node, decoder, columns, type);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
      throws IOException {
    byte[] value = record.value();
    T row;
    try {
      if (value == null) {
        throw new DecodeException("the record has no value (a tombstone)");
      }
      row = row(decoder.decode(value, 0, value.length), record);
    } catch (DecodeException e) {
      bad(record, e, out);
      return;
    }
    out.collect(row);
  }

  /** The row of a decoded value: the value itself, or one with columns of metadata. */
  private T row(D decoded, ConsumerRecord<byte[], byte[]> record) throws DecodeException {
    try {
      return columns.row(decoded, record);
    } catch (ExpressionException e) {
      throw new DecodeException("a column of its metadata: " + e.getMessage());
    }
  }

  /** Rows that are just what is decoded. */
  private static final class ValueOnly<D extends T, T> extends MetadataColumns<D, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T row(D row, ConsumerRecord<byte[], byte[]> record) {
      return row;
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

  private static final class Failing<D, T> extends KafkaDecoder<D, T> {
    private static final long serialVersionUID = 1L;

    Failing(
        String node,
        RecordDecoder<D> decoder,
        MetadataColumns<D, T> columns,
        TypeInformation<T> type) {
      super(node, decoder, columns, type);
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

  private static final class Skipping<D, T> extends KafkaDecoder<D, T> {
    private static final long serialVersionUID = 1L;

    private transient SkippedRecords skipped;

    Skipping(
        String node,
        RecordDecoder<D> decoder,
        MetadataColumns<D, T> columns,
        TypeInformation<T> type) {
      super(node, decoder, columns, type);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
      skipped = new SkippedRecords(context.getMetricGroup());
    }

    @Override
    void bad(ConsumerRecord<byte[], byte[]> record, DecodeException e, Collector<T> out) {
      skipped.skip(node, where(record), cause(e));
    }
  }

  private static final class DeadLettering<D> extends KafkaDecoder<D, Decoded> {
    private static final long serialVersionUID = 1L;

    DeadLettering(
        String node,
        RecordDecoder<D> decoder,
        MetadataColumns<D, ? extends Decoded> columns,
        TypeInformation<Decoded> type) {
      super(node, decoder, columns, type);
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
