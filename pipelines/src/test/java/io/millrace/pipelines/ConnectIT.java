package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real worker of Kafka Connect in front of a pipeline and behind it. */
class ConnectIT {
  private static final Schema LINE =
      SchemaBuilder.struct()
          .name("Line")
          .field("sku", Schema.STRING_SCHEMA)
          .field("price", Decimal.schema(4))
          .build();

  private static final Schema ORDER =
      SchemaBuilder.struct()
          .name("com.example.Order")
          .field("note", Schema.OPTIONAL_STRING_SCHEMA)
          .field("id", Schema.INT32_SCHEMA)
          .field("rate", Schema.FLOAT32_SCHEMA)
          .field("paid", Schema.BOOLEAN_SCHEMA)
          .field("total", Decimal.schema(2))
          .field("discount", Decimal.builder(3).optional().build())
          .field("at", Timestamp.SCHEMA)
          .field("day", Date.SCHEMA)
          .field("took", Time.SCHEMA)
          .field("data", Schema.BYTES_SCHEMA)
          .field("lines", SchemaBuilder.array(LINE).build())
          .field("counts", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).build())
          .field("unused", SchemaBuilder.array(Schema.FLOAT64_SCHEMA).optional().build())
          .build();

  @TempDir private Path directory;

  private static java.util.Date date(long millis) {
    return java.util.Date.from(Instant.ofEpochMilli(millis));
  }

  private static Struct order(int id, String note, BigDecimal discount) {
    Struct line = new Struct(LINE).put("sku", "s").put("price", new BigDecimal("-12.3456"));
    return new Struct(ORDER)
        .put("note", note)
        .put("id", id)
        .put("rate", 0.5f)
        .put("paid", true)
        .put("total", new BigDecimal("-1234567.89"))
        .put("discount", discount)
        .put("at", date(1_767_225_600_123L))
        .put("day", date(86_400_000L * 20_000))
        .put("took", date(1_500L))
        .put("data", new byte[] {1, 2, -3})
        .put("lines", List.of(line, line))
        .put("counts", Map.of("a", 5L))
        .put("unused", List.of(1.0));
  }

  private static List<byte[]> converted(Struct... orders) {
    List<byte[]> values = new ArrayList<>();
    for (String form : List.of("BASE64", "NUMERIC")) {
      try (JsonConverter converter = new JsonConverter()) {
        converter.configure(Map.of("schemas.enable", "true", "decimal.format", form), false);
        for (Struct order : orders) {
          values.add(converter.fromConnectData("connect.orders", ORDER, order));
        }
      }
    }
    values.add("{\"schema\":null,\"payload\":{\"id\":1}}".getBytes(UTF_8));
    values.add("{\"payload\":5}".getBytes(UTF_8));
    values.add("{}".getBytes(UTF_8));
    return values;
  }

  @Test
  void rowsGoFromConnectThroughAPipelineToConnect() throws Exception {
    for (String name : List.of("lines", "parsed", "orders", "copy", "rejects")) {
      Topics.fresh("connect." + name, 1);
    }
    Path in = directory.resolve("in.txt");
    Path out = directory.resolve("out.txt");
    Files.writeString(
        in,
        "1,2.505,2026-01-01T00:00:00.123Z\n2,0.50,2026-01-01T00:00:01Z\n3,7,2026-01-02T00:00:00Z\n");
    try (TopicWriter writer = Topics.writer("connect.orders")) {
      for (byte[] value : converted(order(1, "x", null), order(2, null, new BigDecimal("0.125")))) {
        writer.send(null, null, null, value, List.of());
      }
    }
    List<Map<String, String>> connectors =
        List.of(
            Map.of(
                "name", "file-source",
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "file", in.toString(),
                "topic", "connect.lines",
                "transforms", "hoist,origin",
                "transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value",
                "transforms.hoist.field", "line",
                "transforms.origin.type", "org.apache.kafka.connect.transforms.InsertField$Value",
                "transforms.origin.static.field", "origin",
                "transforms.origin.static.value", "file"),
            Map.of(
                "name", "file-sink",
                "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                "file", out.toString(),
                "topics", "connect.parsed"));
    try (ConnectWorker worker = ConnectWorker.start(directory, connectors);
        RunningPipeline running = RunningPipeline.start(Pipelines.compileTest("connect"))) {
      assertThat(worker.awaitLines(out, 2))
          .containsExactly(
              "Struct{id=1,price=2.51,at=Thu Jan 01 00:00:00 UTC 2026,origin=file}",
              "Struct{id=3,price=7.00,at=Fri Jan 02 00:00:00 UTC 2026,origin=file}");
      Topics.await("connect.copy", 4);
      Topics.await("connect.rejects", 3);
      running.settle();
    }
    List<Struct> copies = new ArrayList<>();
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "true"), false);
      for (TopicRecord record : Topics.readAll("connect.copy")) {
        copies.add((Struct) converter.toConnectData("connect.copy", record.value()).value());
      }
    }
    assertThat(copies).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertCopied(copies.get(i), i % 2 == 0);
    }
    assertThat(Topics.readAll("connect.rejects"))
        .extracting(record -> record.header("millrace.cause"))
        .satisfiesExactly(
            cause -> assertThat(cause).contains("missing in the object"),
            cause -> assertThat(cause).contains("expected an object, found a number"),
            cause -> assertThat(cause).contains("expected an object with `schema` and `payload`"));
  }

  private static void assertCopied(Struct copy, boolean first) {
    assertThat(copy.schema().name()).isEqualTo("Order");
    assertThat(copy.getInt64("id")).isEqualTo(first ? 1 : 2);
    assertThat(copy.getFloat64("rate")).isEqualTo(0.5);
    assertThat(copy.getBoolean("paid")).isTrue();
    assertThat(copy.get("total")).isEqualTo(new BigDecimal("-1234567.89"));
    assertThat(copy.get("discount")).isEqualTo(first ? null : new BigDecimal("0.125"));
    assertThat(copy.get("at")).isEqualTo(date(1_767_225_600_123L));
    assertThat(copy.get("day")).isEqualTo(date(86_400_000L * 20_000));
    assertThat(copy.getInt64("took")).isEqualTo(1_500_000);
    assertThat(copy.getBytes("data")).isEqualTo(new byte[] {1, 2, -3});
    assertThat(copy.getString("note")).isEqualTo(first ? "x" : null);
    assertThat(copy.getMap("counts")).isEqualTo(Map.of("a", 5L));
    List<Struct> lines = copy.getArray("lines");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("price")).isEqualTo(new BigDecimal("-12.35"));
  }
}
