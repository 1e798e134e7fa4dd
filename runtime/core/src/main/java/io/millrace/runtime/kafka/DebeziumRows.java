package io.millrace.runtime.kafka;

import io.millrace.runtime.connect.DebeziumDecoder;
import io.millrace.runtime.format.DecodeException;
import io.millrace.runtime.record.Change;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Rows of change events. A tombstone says nothing: Debezium sends one behind each delete, so that
 * the topic can be compacted.
 */
final class DebeziumRows<T extends Change> implements RecordRows<T> {
  private static final long serialVersionUID = 1L;

  private final DebeziumDecoder<T> decoder;

  DebeziumRows(DebeziumDecoder<T> decoder) {
    this.decoder = decoder;
  }

  @Override
  public void emit(ConsumerRecord<byte[], byte[]> record, Collector<? super T> out)
      throws DecodeException {
    byte[] value = record.value();
    if (value != null) {
      decoder.decode(value, 0, value.length, out);
    }
  }
}
