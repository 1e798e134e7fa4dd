package io.millrace.pipelines;

import static io.millrace.local.kafka.TopicWriter.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys, headers, partitions and timestamps of records, from a topic and to topics. */
class KafkaRecordsIT {
  /** Kept for ever: old times would be deleted at once. */
  private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1");

  @Test
  void metadataComesInAndGoesOut() {
    Topics.fresh("records.in", 2);
    Topics.fresh("records.enriched", 3, FOR_EVER);
    Topics.fresh("records.by-at", 1, FOR_EVER);
    Topics.fresh("records.rejects", 1);
    try (TopicWriter writer = Topics.writer("records.in")) {
      send(writer, 0, 1_700_000_000_000L, "t1", "ann", 5, "abc");
      send(writer, 1, 1_700_000_001_000L, null, "bob", 6, null);
      send(writer, 1, 1_700_000_002_000L, "t1", "cid", 7, "def");
      // Without the header that a column demands it is a bad record.
      writer.send(
          0,
          1L,
          null,
          "{\"account\":\"x\",\"amount\":1,\"at\":\"2026-01-01T00:00:00Z\"}".getBytes(UTF_8),
          List.of());
    }
    try (RunningPipeline records =
        RunningPipeline.start(Pipelines.compileTest("kafka-records"), "--site", "one")) {
      records.finish();
    }

    List<TopicRecord> enriched = Topics.readAll("records.enriched");
    assertThat(Topics.texts(enriched))
        .containsExactlyInAnyOrder(
            enriched("ann", 5, "t1", ",\"trace\":\"abc\"", "0/0", "2023-11-14T22:13:20Z"),
            enriched("bob", 6, "none", "", "1/0", "2023-11-14T22:13:21Z"),
            enriched("cid", 7, "t1", ",\"trace\":\"def\"", "1/1", "2023-11-14T22:13:22Z"));
    Map<String, TopicRecord> byKey =
        enriched.stream().collect(Collectors.toMap(r -> String.valueOf(r.keyText()), r -> r));
    TopicRecord ann = byKey.get("{\"account\":\"ann\"}");
    TopicRecord bob = byKey.get("{\"account\":\"bob\"}");
    TopicRecord cid = byKey.get("{\"account\":\"cid\"}");
    assertThat(ann.header("trace-id")).isEqualTo("abc");
    assertThat(bob.header("trace-id")).isNull();
    assertThat(cid.header("source")).isEqualTo("site one");
    assertThat(ann.timestamp()).isEqualTo(1_700_000_000_000L);
    assertThat(ann.partition()).as("of one tenant").isEqualTo(cid.partition());

    List<TopicRecord> byAt = Topics.readAll("records.by-at");
    assertThat(Topics.texts(byAt))
        .containsExactlyInAnyOrder(
            "{\"tenant\":\"t1\",\"account\":\"ann\"}={\"amount\":5}",
            "{\"tenant\":\"none\",\"account\":\"bob\"}={\"amount\":6}",
            "{\"tenant\":\"t1\",\"account\":\"cid\"}={\"amount\":7}");
    assertThat(byAt).extracting(TopicRecord::timestamp).containsOnly(1_767_225_600_000L);

    assertThat(Topics.readAll("records.rejects"))
        .singleElement()
        .satisfies(bad -> assertThat(bad.header("millrace.cause")).contains("no such key"));
  }

  private static void send(
      TopicWriter writer,
      int partition,
      long timestamp,
      @Nullable String key,
      String account,
      int amount,
      @Nullable String trace) {
    String value =
        "{\"account\":\"%s\",\"amount\":%d,\"at\":\"2026-01-01T00:00:00Z\"}"
            .formatted(account, amount);
    writer.send(
        partition,
        timestamp,
        key == null ? null : key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        trace == null
            ? List.of(header("must", "m"))
            : List.of(header("must", "m"), header("trace-id", trace)));
  }

  private static String enriched(
      String account, int amount, String tenant, String trace, String place, String received) {
    return ("{\"account\":\"%s\"}={\"amount\":%d,\"tenant\":\"%s\"%s,\"required\":\"m\","
            + "\"place\":\"records.in/%s\",\"received\":\"%s\"}")
        .formatted(account, amount, tenant, trace, place, received);
  }
}
