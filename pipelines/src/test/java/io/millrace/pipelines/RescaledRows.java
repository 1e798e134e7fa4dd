package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.local.kafka.TopicWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the pipelines under {@code rescaled} read. All rows of a key are in one partition, so that
 * their order is the same in each run; none is later than the watermark allows.
 */
final class RescaledRows {
  static final String TOPIC = "rescaled";
  static final String NAMES = "rescaled.names";

  /** As the pipelines' sources stop. */
  static final int ROWS = 1_200;

  static final int NAMES_COUNT = 12;
  private static final int PARTITIONS = 3;
  private static final int DISORDER_MILLIS = 4_900;
  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  private final List<String> rows = new ArrayList<>();

  RescaledRows() {
    Random random = new Random(71);
    for (int i = 0; i < ROWS; i++) {
      int key = random.nextInt(NAMES_COUNT / PARTITIONS) * PARTITIONS + i % PARTITIONS;
      long at = START + i * 1_000L + random.nextInt(DISORDER_MILLIS);
      rows.add(
          "{\"key\":\"k%d\",\"id\":%d,\"kind\":\"%s\",\"value\":%d,\"at\":\"%s\"}"
              .formatted(
                  key,
                  random.nextInt(20),
                  random.nextBoolean() ? "order" : "payment",
                  random.nextInt(1_000),
                  Instant.ofEpochMilli(at)));
    }
  }

  void freshTopics() {
    Topics.fresh(TOPIC, PARTITIONS);
    Topics.fresh(NAMES, 1);
  }

  void write(int from, int to) {
    try (TopicWriter writer = Topics.writer(TOPIC)) {
      for (int i = from; i < to; i++) {
        writer.send(i % PARTITIONS, null, null, rows.get(i).getBytes(UTF_8), List.of());
      }
    }
  }

  /** The last name but one is missing for ever. */
  void writeNames(int from, int to) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < to; i++) {
      names.add("{\"key\":\"k%d\",\"name\":\"name %d\"}".formatted(i == 10 ? 99 : i, i));
    }
    Topics.write(NAMES, names);
  }
}
