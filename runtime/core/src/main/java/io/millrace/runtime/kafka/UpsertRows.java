package io.millrace.runtime.kafka;

import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of a topic in which a record replaces the one of its key, and a record without a value
 * (a tombstone) deletes it. Generated, one class a source.
 *
 * @param <K> what is decoded of the record's key
 * @param <D> what is decoded of the record's value
 * @param <T> the source's row, which carries its kind of change
 */
public abstract class UpsertRows<K, D, T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The new row of a key. Whether there was one before is not known. */
  public abstract T update(K key, D row, ConsumerRecord<byte[], byte[]> record);

  /** The deleted row of a key, of which only the key is known. */
  public abstract T delete(K key, ConsumerRecord<byte[], byte[]> record);
}
