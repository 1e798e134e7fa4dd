package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.BadRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes bad records with the key and value that they came with. Where they came from and why they
 * are here stands in the headers {@code millrace.topic} (for a file, its path), {@code .partition}
 * and {@code .timestamp} (both only if the record had one), {@code .offset} (for a file, the line),
 * {@code .node} and {@code .cause}, all as text.
 */
public final class DeadLetterEncoder implements KafkaRecordSerializationSchema<BadRecord> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  public DeadLetterEncoder(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      BadRecord bad, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, bad.key(), bad.value());
    header(out, "topic", bad.origin());
    if (bad.partition() >= 0) {
      header(out, "partition", Integer.toString(bad.partition()));
    }
    header(out, "offset", Long.toString(bad.position()));
    if (bad.timestamp() != Long.MIN_VALUE) {
      header(out, "timestamp", Long.toString(bad.timestamp()));
    }
    header(out, "node", bad.node());
    header(out, "cause", bad.cause());
    return out;
  }

  private static void header(ProducerRecord<byte[], byte[]> out, String name, String value) {
    out.headers().add("millrace." + name, value.getBytes(UTF_8));
  }
}
