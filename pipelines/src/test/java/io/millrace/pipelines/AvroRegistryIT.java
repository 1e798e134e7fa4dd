package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import io.millrace.runtime.avro.AvroWriter;
import io.millrace.runtime.avro.RegistryAvroEncoder;
import io.millrace.runtime.avro.SchemaRegistry;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Avro with a real schema registry: several writers' schemas in, an own schema out. */
class AvroRegistryIT {
  private static final String FIRST =
      """
      {"type":"record","name":"Payment","namespace":"com.example","fields":[
      {"name":"owner","type":"string"},
      {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
      {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";

  /** The next version: the same names in another order and of wider types, and more of them. */
  private static final String SECOND =
      """
      {"type":"record","name":"Payment","namespace":"com.example","fields":[
      {"name":"extra","type":["null","long"],"default":null},
      {"name":"note","type":["null","string"],"default":null},
      {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
      {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
      {"name":"account","type":"string"}]}""";

  private static final String OTHER =
      """
      {"type":"record","name":"Other","fields":[{"name":"account","type":"long"}]}""";

  /** A writer of one kind of record. */
  private static final class Writer extends RegistryAvroEncoder<String> {
    private static final long serialVersionUID = 1L;

    private final int version;

    Writer(String registry, String schema, int version) {
      super(new SchemaRegistry(registry), "avro.writer-" + version, schema);
      this.version = version;
    }

    @Override
    protected void write(String account, AvroWriter out) {
      BigDecimal amount = new BigDecimal("12.50");
      switch (version) {
        case 1 -> {
          out.writeString(account);
          out.writeDecimal(amount);
          out.writeLong(1_767_225_600_000L);
        }
        case 2 -> {
          out.writeLong(1);
          out.writeLong(77);
          out.writeLong(1);
          out.writeString("hello");
          out.writeLong(1_767_225_600_000_001L);
          out.writeDecimal(amount);
          out.writeString(account);
        }
        default -> out.writeLong(5);
      }
    }
  }

  @Test
  void readsWhatOthersRegisteredAndRegistersWhatItWrites() throws Exception {
    for (String topic : List.of("avro.payments", "avro.doubled", "avro.shown", "avro.rejects")) {
      Topics.fresh(topic, 1);
    }
    try (Registry registry = Registry.start()) {
      byte[] unknown = {0, 0x7f, 0, 0, 1, 2};
      write(
          new Writer(registry.url(), FIRST, 1).encode("a"),
          new Writer(registry.url(), SECOND, 2).encode("b"),
          new Writer(registry.url(), OTHER, 3).encode("c"),
          unknown,
          "{\"account\":\"json\"}".getBytes(UTF_8));
      try (RunningPipeline running =
          RunningPipeline.start(
              Pipelines.compileTest("avro-registry"), "--registry", registry.url())) {
        Topics.await("avro.rejects", 3);
        Topics.await("avro.shown", 2);
        running.settle();
      }
      assertThat(Topics.readAll("avro.shown"))
          .extracting(TopicRecord::valueText)
          .containsExactlyInAnyOrder(
              "{\"account\":\"a\",\"amount\":25.00,\"at\":\"2026-01-01T00:00:00Z\"}",
              "{\"account\":\"b\",\"amount\":25.00,\"at\":\"2026-01-01T00:00:00.000001Z\","
                  + "\"note\":\"hello\"}");
      assertThat(Topics.readAll("avro.rejects"))
          .extracting(record -> record.header("millrace.cause"))
          .satisfiesExactlyInAnyOrder(
              cause ->
                  assertThat(cause).contains("expected a string, the writer's schema has long"),
              cause -> assertThat(cause).contains("the registry has no schema 2130706433"),
              cause -> assertThat(cause).contains("expected a zero in front of a schema's id"));
      assertThat(registry.ask("/subjects/avro.doubled-value/versions/latest"))
          .contains("com.example.Doubled", "avro.doubled-value");
    }
  }

  private static void write(byte[]... values) {
    try (TopicWriter writer = Topics.writer("avro.payments")) {
      for (byte[] value : values) {
        writer.send(null, null, null, value, List.of());
      }
    }
  }
}
