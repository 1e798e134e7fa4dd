package io.millrace.runtime.kafka;

import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a source's row of a decoded value and its record's metadata. Generated, one class a source
 * with columns.
 *
 * @param <D> what is decoded of the record's value
 * @param <T> the source's row
 */
public abstract class MetadataColumns<D, T> implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract T row(D row, ConsumerRecord<byte[], byte[]> record);
}
