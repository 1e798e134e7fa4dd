package io.millrace.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.BadRecord;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes bad records with the key and value that they came with. Where they came from and why they
 * are here stands in the headers {@code millrace.topic} (for a file, its path), {@code .partition}
 * and {@code .timestamp} (both only if the record had one), {@code .offset} (for a file, the line),
 * {@code .node} and {@code .cause}, all as text. Rows that an operator could not work on come from
 * no topic, and have no offset.
 */
public final class DeadLetterEncoder
    implements KafkaRecordSerializationSchema<BadRecord>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;

  public DeadLetterEncoder(String topic) {
    this.topic = topic;
  }

  /** Names the topic: the sink's transactions are looked up by it after a failure. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      BadRecord bad, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, bad.key(), bad.value());
    if (!bad.origin().isEmpty()) {
      header(out, "topic", bad.origin());
    }
    if (bad.partition() >= 0) {
      header(out, "partition", Integer.toString(bad.partition()));
    }
    if (bad.position() >= 0) {
      header(out, "offset", Long.toString(bad.position()));
    }
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
