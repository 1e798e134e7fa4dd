package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.kafka.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History from files and what came after it from a topic are one stream, without a seam. */
class RevenueHistoryIT {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** In the middle of a day. */
  private static final Instant ARCHIVED = Instant.parse("2026-03-03T12:00:00Z");

  private static final String[] SHOPS = {"east", "north", "west"};
  private static final int ROWS_PER_HOUR = 100;
  private static final int PARTITIONS = 2;

  @TempDir Path archive;
  @TempDir Path savepoints;

  private final Random random = new Random(5);
  private final CompiledPipeline pipeline = Pipelines.compile("revenue-history");
  private final TreeMap<String, long[]> expected = new TreeMap<>();
  private int ids;

  private record Order(String id, String shop, long cents, Instant at) {
    String csv() {
      return "%s,%s,%d.%02d,%s".formatted(at, shop, cents / 100, cents % 100, id);
    }

    String json() {
      return "{\"id\":\"%s\",\"shop\":\"%s\",\"amount\":%d.%02d,\"at\":\"%s\"}"
          .formatted(id, shop, cents / 100, cents % 100, at);
    }
  }

  @Test
  void countsEachOrderOnceAcrossTheSwitch() throws Exception {
    Topics.fresh("revenue.orders", PARTITIONS);
    Topics.fresh("revenue.per-day", 1);
    List<Order> last = writeArchive();
    String[] args = {"--archive", archive.toString(), "--archived", ARCHIVED.toString()};
    try (TopicWriter topic = Topics.writer("revenue.orders")) {
      // Before the time of the switch: not read from here.
      send(topic, order(START.plus(1, ChronoUnit.HOURS), false), ARCHIVED.minusSeconds(1));
      // In the archive, too.
      last.forEach(order -> send(topic, order, ARCHIVED));
      live(topic, 12);
      String savepoint;
      try (RunningPipeline job = RunningPipeline.start(pipeline, args)) {
        job.job().awaitCheckpoints(1, Testbed.PATIENCE);
        Testbed.flink().replaceTaskManagers();
        live(topic, 18);
        Topics.await("revenue.per-day", 2 * SHOPS.length);
        assertThat(job.job().lastFailure()).isPresent();
        savepoint = job.stop(savepoints);
      }
      live(topic, 18);
      end(topic);
      String[] alone = {args[0], args[1], args[2], args[3], "--parallelism", "1"};
      try (RunningPipeline job = RunningPipeline.restore(pipeline, savepoint, alone)) {
        Topics.await("revenue.per-day", expected.size());
        job.settle();
      }
    }
    List<String> rows = new ArrayList<>();
    Topics.readAll("revenue.per-day").forEach(record -> rows.add(record.valueText()));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expectedRows());
  }

  /** Writes the archive and gives the orders of its last hour. */
  private List<Order> writeArchive() throws IOException {
    List<Order> hour = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Instant at = START; at.isBefore(ARCHIVED); at = at.plus(1, ChronoUnit.HOURS)) {
      if (at.equals(at.truncatedTo(ChronoUnit.DAYS))) {
        lines = new ArrayList<>(List.of("at,shop,amount,id"));
      }
      hour = new ArrayList<>();
      for (int i = 0; i < ROWS_PER_HOUR; i++) {
        hour.add(order(at.plusSeconds(i), true));
      }
      hour.stream().map(Order::csv).forEach(lines::add);
      Files.write(
          archive.resolve(at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10) + ".csv"),
          lines);
    }
    return hour;
  }

  private Instant next = ARCHIVED;

  /** Sends the orders of the next hours. */
  private void live(TopicWriter topic, int hours) {
    for (int hour = 0; hour < hours; hour++, next = next.plus(1, ChronoUnit.HOURS)) {
      for (int i = 0; i < ROWS_PER_HOUR; i++) {
        Order order = order(next.plusSeconds(i), true);
        send(topic, order, order.at());
      }
    }
    topic.flush();
  }

  private void end(TopicWriter topic) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      Order order = order(next.plus(3, ChronoUnit.DAYS), false);
      topic.send(
          partition, order.at().toEpochMilli(), null, order.json().getBytes(UTF_8), List.of());
    }
    topic.flush();
  }

  private static void send(TopicWriter topic, Order order, Instant timestamp) {
    topic.send(order.id(), order.json(), timestamp.toEpochMilli());
  }

  private Order order(Instant at, boolean counts) {
    Order order =
        new Order("o" + ids++, SHOPS[random.nextInt(SHOPS.length)], random.nextInt(100_000), at);
    if (counts) {
      String day = at.truncatedTo(ChronoUnit.DAYS).toString();
      long[] sums = expected.computeIfAbsent(order.shop() + " " + day, k -> new long[2]);
      sums[0]++;
      sums[1] += order.cents();
    }
    return order;
  }

  private List<String> expectedRows() {
    List<String> rows = new ArrayList<>();
    expected.forEach(
        (key, sums) -> {
          String[] parts = key.split(" ");
          rows.add(
              "{\"shop\":\"%s\",\"day\":\"%s\",\"orders\":%d,\"revenue\":%d.%02d}"
                  .formatted(parts[0], parts[1], sums[0], sums[1] / 100, sums[1] % 100));
        });
    return rows;
  }
}
