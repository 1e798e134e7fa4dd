package io.millrace.runtime.kafka;

import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.format.RecordDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rows of records that replace one another. The key's fields are read from the record's key, by
 * which the topic is compacted, whatever its value says of them.
 */
final class KeyedRows<K, D, T> implements SingleRow<T> {
  private static final long serialVersionUID = 1L;

  private final RecordDecoder<K> keys;
  private final RecordDecoder<D> values;
  private final UpsertRows<K, D, ? extends T> upserts;

  KeyedRows(RecordDecoder<K> keys, RecordDecoder<D> values, UpsertRows<K, D, ? extends T> upserts) {
    this.keys = keys;
    this.values = values;
    this.upserts = upserts;
  }

  @Override
  public T row(ConsumerRecord<byte[], byte[]> record) throws DecodeException {
    byte[] keyBytes = record.key();
    if (keyBytes == null) {
      throw new DecodeException("the record has no key, so it replaces no row");
    }
    K key;
    try {
      key = keys.decode(keyBytes, 0, keyBytes.length);
    } catch (DecodeException e) {
      throw new DecodeException("the record's key: " + e.getMessage());
    }
    byte[] value = record.value();
    try {
      return value == null
          ? upserts.delete(key, record)
          : upserts.update(key, values.decode(value, 0, value.length), record);
    } catch (ExpressionException e) {
      throw new DecodeException("a column of its metadata: " + e.getMessage());
    }
  }
}
