package io.millrace.runtime.kafka;

import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Rows of records' values alone, and columns of metadata. A tombstone has none, unless told so. */
final class ValueRows<D, T> implements SingleRow<T> {
  private static final long serialVersionUID = 1L;

  private final RecordDecoder<D> decoder;
  private final MetadataColumns<D, ? extends T> columns;
  private final byte @Nullable [] tombstone;

  /**
   * Rows of values.
   *
   * @param tombstone what is decoded in place of a value that is not there; null: nothing can be
   */
  ValueRows(
      RecordDecoder<D> decoder,
      MetadataColumns<D, ? extends T> columns,
      byte @Nullable [] tombstone) {
    this.decoder = decoder;
    this.columns = columns;
    this.tombstone = tombstone;
  }

  /** The same, with a row for a record without a value. */
  ValueRows<D, T> tombstonesAs(byte[] value) {
    return new ValueRows<>(decoder, columns, value);
  }

  @Override
  public T row(ConsumerRecord<byte[], byte[]> record) throws DecodeException {
    byte[] value = record.value() == null ? tombstone : record.value();
    if (value == null) {
      throw new DecodeException("the record has no value (a tombstone)");
    }
    D decoded = decoder.decode(value, 0, value.length);
    try {
      return columns.row(decoded, record);
    } catch (ExpressionException e) {
      throw new DecodeException("a column of its metadata: " + e.getMessage());
    }
  }

  /** Rows that are just what is decoded. */
  static final class ValueOnly<D extends T, T> extends MetadataColumns<D, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T row(D row, ConsumerRecord<byte[], byte[]> record) {
      return row;
    }
  }
}
