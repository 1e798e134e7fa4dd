package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.file.RowPrintSink;
import io.millrace.runtime.format.RecordEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a sink would write of a row. */
interface SinkEncoding {
  /** Null if it writes no record of that row. */
  @Nullable SeenRecord encode(Object row, @Nullable Long timestamp);

  /** The encoding of a sink; one that writes no records gives none. */
  @SuppressWarnings("unchecked") // The sink takes the rows of its input.
  static SinkEncoding of(Sink<?> sink) {
    if (sink instanceof KafkaSink<?>) {
      return kafka((KafkaRecordSerializationSchema<Object>) Fields.get(sink, "recordSerializer"));
    }
    if (sink instanceof RowPrintSink<?>) {
      RowPrintSink<Object> printer = (RowPrintSink<Object>) sink;
      return (row, timestamp) -> value(printer.text(row).getBytes(UTF_8));
    }
    if (sink instanceof FileSink<?>) {
      Object factory = Fields.get(Fields.get(sink, "bucketsBuilder"), "writerFactory");
      RecordEncoder<Object> encoder = (RecordEncoder<Object>) Fields.get(factory, "encoder");
      return (row, timestamp) -> value(encoder.encode(row));
    }
    return (row, timestamp) -> null;
  }

  private static SeenRecord value(byte[] bytes) {
    return new SeenRecord(null, bytes, Map.of(), null, null);
  }

  private static SinkEncoding kafka(KafkaRecordSerializationSchema<Object> schema) {
    KafkaRecordSerializationSchema.KafkaSinkContext context = new OnePartition();
    return (row, timestamp) -> {
      ProducerRecord<byte[], byte[]> record = schema.serialize(row, context, timestamp);
      if (record == null) {
        return null;
      }
      Map<String, String> headers = new LinkedHashMap<>();
      record
          .headers()
          .forEach(
              header ->
                  headers.put(
                      header.key(),
                      header.value() == null ? "" : new String(header.value(), UTF_8)));
      return new SeenRecord(
          record.key(), record.value(), headers, record.timestamp(), record.topic());
    };
  }

  /** A sink whose topic has one partition. */
  final class OnePartition implements KafkaRecordSerializationSchema.KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
