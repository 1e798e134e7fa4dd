package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * State and timers of a process go on over a lost task manager, and at another parallelism, with
 * exact results.
 */
class ProcessStateIT {
  private static final int PARTITIONS = 3;
  private static final int MINUTE = 60_000;
  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  @TempDir Path savepoints;

  private record Payment(int account, int amount, long at) {
    String json() {
      return "{\"account\":\"a%d\",\"amount\":%d,\"at\":\"%s\"}"
          .formatted(account, amount, Instant.ofEpochMilli(at));
    }
  }

  @Test
  void goesOnExactly() {
    List<Payment> payments = payments();
    List<String> expected = buckets(payments);
    Topics.fresh("bucket.payments", PARTITIONS);
    Topics.fresh("bucket.counts", 2);
    int third = payments.size() / 3;
    write(payments.subList(0, third));
    String savepoint;
    try (RunningPipeline first =
        RunningPipeline.start(Pipelines.compileTest("buckets"), "--parallelism", "1")) {
      Topics.await("bucket.counts", expected.size() / 6);
      Testbed.flink().replaceTaskManagers();
      write(payments.subList(third, 2 * third));
      Topics.await("bucket.counts", expected.size() / 2);
      assertThat(first.job().lastFailure()).isPresent();
      savepoint = first.stop(savepoints);
    }
    write(payments.subList(2 * third, payments.size()));
    try (RunningPipeline second =
        RunningPipeline.restore(
            Pipelines.compileTest("buckets"), savepoint, "--parallelism", "3")) {
      Topics.await("bucket.counts", expected.size());
      second.settle();
    }
    assertThat(Topics.readAll("bucket.counts"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** In the order of time; at the end, time passes in all partitions. */
  private static List<Payment> payments() {
    Random random = new Random(47);
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      long at = START + random.nextInt(40 * MINUTE);
      payments.add(new Payment(random.nextInt(30), random.nextInt(1_000), at));
    }
    payments.sort(Comparator.comparingLong(Payment::at));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      payments.add(new Payment(900 + partition, 1, START + 60L * MINUTE));
    }
    return payments;
  }

  private static void write(List<Payment> payments) {
    try (TopicWriter writer = Topics.writer("bucket.payments")) {
      for (Payment payment : payments) {
        writer.send(
            payment.account() % PARTITIONS,
            null,
            null,
            payment.json().getBytes(StandardCharsets.UTF_8),
            List.of());
      }
    }
  }

  private static List<String> buckets(List<Payment> payments) {
    Map<Integer, List<Payment>> open = new TreeMap<>();
    List<String> rows = new ArrayList<>();
    for (Payment payment : payments) {
      List<Payment> bucket = open.computeIfAbsent(payment.account(), a -> new ArrayList<>());
      if (!bucket.isEmpty() && payment.at() >= bucket.get(0).at() + MINUTE) {
        rows.add(row(bucket));
        bucket.clear();
      }
      bucket.add(payment);
    }
    // The bucket of the last payments stays open.
    open.values().stream().filter(b -> b.get(0).account() < 900).forEach(b -> rows.add(row(b)));
    return rows;
  }

  private static String row(List<Payment> bucket) {
    List<String> amounts = bucket.stream().map(p -> String.valueOf(p.amount())).toList();
    return "{\"account\":\"a%d\",\"until\":\"%s\",\"amounts\":[%s],\"large\":%d}"
        .formatted(
            bucket.get(0).account(),
            Instant.ofEpochMilli(bucket.get(0).at() + MINUTE),
            String.join(",", amounts),
            bucket.stream().filter(p -> p.amount() >= 500).count());
  }
}
