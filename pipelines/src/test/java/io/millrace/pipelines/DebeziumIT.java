package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Change events of tables, as Debezium writes them, become updating rows. */
class DebeziumIT {
  /** A schema as Debezium's connectors send it with each record, here without what says nothing. */
  private static final String SCHEMA =
      """
      {"type":"struct","fields":[{"type":"struct","fields":[\
      {"type":"int32","optional":false,"field":"id"},\
      {"type":"string","optional":false,"field":"customer"},\
      {"type":"bytes","optional":false,"name":"org.apache.kafka.connect.data.Decimal","version":1,\
      "parameters":{"scale":"2","connect.decimal.precision":"10"},"field":"amount"},\
      {"type":"int64","optional":false,"name":"io.debezium.time.MicroTimestamp","version":1,\
      "field":"placed"}],"optional":true,"name":"shop.orders.Value","field":"%s"}],\
      "optional":false,"name":"shop.orders.Envelope"}""";

  /** 12.50 and 20.00 in base64 of their unscaled values. */
  private static final String LESS = "BOI=";

  private static final String MORE = "B9A=";

  private static String order(int id, String customer, String amount, int day) {
    return "{\"id\":%d,\"customer\":\"%s\",\"amount\":\"%s\",\"placed\":%d}"
        .formatted(id, customer, amount, day * 86_400_000_000L);
  }

  /** With the schema around it; both rows have one schema, of which each is a field. */
  private static String event(String op, String before, String after) {
    String before1 = SCHEMA.formatted("before");
    String fields = before1.substring(before1.indexOf('[') + 1, before1.lastIndexOf("],"));
    String schema =
        before1.replace(fields, fields + "," + fields.replace("\"before\"", "\"after\""));
    return "{\"schema\":%s,\"payload\":{\"before\":%s,\"after\":%s,\"source\":{\"lsn\":1},\"op\":\"%s\",\"ts_ms\":5}}"
        .formatted(schema, before, after, op);
  }

  private static String plain(String op, String before, String after) {
    return "{\"before\":%s,\"after\":%s,\"op\":\"%s\",\"ts_ms\":5}".formatted(before, after, op);
  }

  private static String customer(int id, String name, String city) {
    return "{\"id\":%d,\"name\":\"%s\",\"city\":\"%s\"}".formatted(id, name, city);
  }

  @Test
  void eventsInsertUpdateAndDeleteRows() throws Exception {
    for (String name : List.of("customers", "orders", "totals", "here", "rejects")) {
      Topics.fresh("debezium." + name, 1);
    }
    try (TopicWriter writer = Topics.writer("debezium.orders")) {
      writer.send(event("r", "null", order(1, "a", LESS, 1)));
      writer.send(event("c", "null", order(2, "b", LESS, 2)));
      writer.send(event("c", "null", order(3, "a", MORE, 3)));
      writer.send(event("u", order(1, "a", LESS, 1), order(1, "a", MORE, 1)));
      writer.send(event("u", order(3, "a", MORE, 3), order(3, "c", MORE, 3)));
      writer.send(event("d", order(2, "b", LESS, 2), "null"));
      writer.send("{\"id\":2}", null);
      writer.send(event("u", "null", order(1, "a", LESS, 1)));
      writer.send(event("t", "null", "null"));
      writer.send("{\"id\":1}");
    }
    try (TopicWriter writer = Topics.writer("debezium.customers")) {
      writer.send(plain("r", "null", customer(1, "Ann", "Bern")));
      writer.send(plain("c", "null", customer(2, "Bob", "Bern")));
      writer.send(plain("u", "null", customer(1, "Anna", "Bern")));
      writer.send(plain("u", "null", customer(2, "Bob", "Basel")));
      writer.send(plain("c", "null", customer(3, "Cem", "Bern")));
      writer.send(plain("d", customer(3, "Cem", "Bern"), "null"));
    }
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compileTest("debezium"))) {
      Topics.await("debezium.rejects", 3);
      Topics.await("debezium.here", 6);
      running.settle();
    }
    assertThat(latest("debezium.totals"))
        .containsExactly(
            Map.entry(
                "a",
                "{\"customer\":\"a\",\"total\":20.00,\"orders\":1,\"latest\":\"1970-01-02T00:00:00Z\"}"),
            Map.entry(
                "c",
                "{\"customer\":\"c\",\"total\":20.00,\"orders\":1,\"latest\":\"1970-01-04T00:00:00Z\"}"));
    assertThat(latest("debezium.here"))
        .containsExactly(Map.entry("1", customer(1, "Anna", "Bern")));
    assertThat(Topics.readAll("debezium.rejects"))
        .extracting(record -> record.header("millrace.cause"))
        .satisfiesExactly(
            cause -> assertThat(cause).contains("an update comes without the old row"),
            cause -> assertThat(cause).contains("the table was truncated"),
            cause -> assertThat(cause).contains("expected a change event with `op`"));
  }

  /** What a compacted topic would keep. */
  private static Map<String, String> latest(String topic) {
    Map<String, String> rows = new TreeMap<>();
    for (TopicRecord record : Topics.readAll(topic)) {
      if (record.value() == null) {
        rows.remove(record.keyText());
      } else {
        rows.put(record.keyText(), record.valueText());
      }
    }
    return rows;
  }
}
