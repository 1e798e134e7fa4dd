package io.millrace.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.compiler.testing.TestStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Kafka records, decoded as the source decodes them. */
final class KafkaIntake implements RowIntake {
  private final KafkaRecordDeserializationSchema<Object> schema;
  private final RowCodec codec;
  private final @Nullable WireText wire;
  private final String topic;
  private final TestClock clock;
  private final Map<Integer, Long> offsets = new HashMap<>();

  KafkaIntake(
      KafkaRecordDeserializationSchema<Object> schema,
      RowCodec codec,
      @Nullable WireText wire,
      String topic,
      TestClock clock,
      ClassLoader loader,
      MetricGroup metrics)
      throws Exception {
    this.schema = schema;
    this.codec = codec;
    this.wire = wire;
    this.topic = topic;
    this.clock = clock;
    schema.open(new Context(loader, metrics));
  }

  @Override
  public List<Taken> take(TestStep.Fed fed) throws IOException {
    if (fed instanceof TestStep.FedRow row) {
      return wire == null
          ? List.of(new Taken(codec.row(row), clock.millis()))
          : decoded(
              new TestStep.FedRecord(
                  null, wire.bytes(row.values()), Map.of(), null, row.partition(), null));
    }
    return decoded((TestStep.FedRecord) fed);
  }

  private List<Taken> decoded(TestStep.FedRecord record) throws IOException {
    long offset = offsets.merge(record.partition(), 1L, Long::sum) - 1;
    long timestamp = record.timestampMillis() == null ? clock.millis() : record.timestampMillis();
    RecordHeaders headers = new RecordHeaders();
    record.headers().forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
    ConsumerRecord<byte[], byte[]> consumed =
        new ConsumerRecord<>(
            record.topic() == null ? topic : record.topic(),
            record.partition(),
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            record.key() == null ? -1 : record.key().length,
            record.value() == null ? -1 : record.value().length,
            record.key(),
            record.value(),
            headers,
            Optional.empty());
    List<Taken> taken = new ArrayList<>();
    schema.deserialize(
        consumed,
        new Collector<>() {
          @Override
          public void collect(Object row) {
            taken.add(new Taken(row, timestamp));
          }

          @Override
          public void close() {}
        });
    return taken;
  }

  private record Context(ClassLoader loader, MetricGroup metrics)
      implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return metrics;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(loader);
    }
  }
}
