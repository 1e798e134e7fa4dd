package io.millrace.runtime.kafka;

import io.millrace.runtime.format.DecodeException;
import java.io.Serializable;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a Kafka source makes of a record.
 *
 * @param <T> the source's row
 */
interface RecordRows<T> extends Serializable {
  /**
   * Emits the rows of a record.
   *
   * @throws DecodeException if the record is no row of the type; nothing was emitted then
   */
  void emit(ConsumerRecord<byte[], byte[]> record, Collector<? super T> out) throws DecodeException;
}
