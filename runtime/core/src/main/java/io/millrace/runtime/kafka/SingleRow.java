package io.millrace.runtime.kafka;

import io.millrace.runtime.format.DecodeException;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes one row of each record. */
interface SingleRow<T> extends RecordRows<T> {
  /**
   * The row of a record.
   *
   * @throws DecodeException if the record is no row of the type
   */
  T row(ConsumerRecord<byte[], byte[]> record) throws DecodeException;

  @Override
  default void emit(ConsumerRecord<byte[], byte[]> record, Collector<? super T> out)
      throws DecodeException {
    out.collect(row(record));
  }
}
