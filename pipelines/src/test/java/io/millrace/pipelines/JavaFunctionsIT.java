package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in Java keep their state over a lost task manager, and a savepoint. */
class JavaFunctionsIT {
  private static final int PARTITIONS = 3;
  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  @TempDir Path savepoints;

  private record Payment(int account, int amount, long at) {
    String json() {
      return "{\"account\":\"a%d\",\"amount\":%d,\"at\":\"%s\"}"
          .formatted(account, amount, Instant.ofEpochMilli(at));
    }
  }

  @Test
  void goOnExactly() {
    List<Payment> payments = payments();
    List<String> bursts = bursts(payments);
    List<String> sums = sums(payments);
    Topics.fresh("functions.payments", PARTITIONS);
    for (String topic : List.of("bursts", "large", "sums")) {
      Topics.fresh("functions." + topic, 1);
    }
    int third = payments.size() / 3;
    write(payments.subList(0, third));
    CompiledPipeline pipeline = Pipelines.compileTest("java-functions");
    assertThat(pipeline.functions()).hasSize(4);
    try (UserFunctions functions = UserFunctions.compile(pipeline, Pipelines.FUNCTIONS)) {
      String savepoint;
      try (RunningPipeline first = RunningPipeline.start(pipeline, "--parallelism", "2")) {
        Topics.await("functions.sums", sums.size() / 6);
        Testbed.flink().replaceTaskManagers();
        write(payments.subList(third, 2 * third));
        Topics.await("functions.sums", sums.size() / 2);
        assertThat(first.job().lastFailure()).isPresent();
        savepoint = first.stop(savepoints);
      }
      write(payments.subList(2 * third, payments.size()));
      try (RunningPipeline second =
          RunningPipeline.restore(pipeline, savepoint, "--parallelism", "3")) {
        Topics.await("functions.sums", sums.size());
        Topics.await("functions.bursts", bursts.size());
        second.settle();
      }
    }
    assertRows("functions.bursts", bursts);
    assertRows("functions.sums", sums);
    assertRows(
        "functions.large",
        payments.stream().filter(p -> p.amount() >= 900).flatMap(p -> twice(p.json())).toList());
  }

  private static Stream<String> twice(String row) {
    return Stream.of(row, row);
  }

  private static void assertRows(String topic, List<String> expected) {
    assertThat(Topics.readAll(topic))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** In the order of time; at the end, time passes in all partitions. */
  private static List<Payment> payments() {
    Random random = new Random(61);
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      long at = START + random.nextInt((int) (40 * MINUTE));
      payments.add(new Payment(random.nextInt(30), random.nextInt(1_000), at));
    }
    payments.sort(Comparator.comparingLong(Payment::at));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      payments.add(new Payment(900 + partition, 1, START + 60 * MINUTE));
    }
    return payments;
  }

  private static void write(List<Payment> payments) {
    try (TopicWriter writer = Topics.writer("functions.payments")) {
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

  /** Each payment counts twice; the last ones stay open. */
  private static List<String> bursts(List<Payment> payments) {
    Map<Integer, List<Payment>> open = new TreeMap<>();
    List<String> rows = new ArrayList<>();
    for (Payment payment : payments) {
      List<Payment> burst = open.computeIfAbsent(payment.account(), a -> new ArrayList<>());
      if (!burst.isEmpty() && payment.at() > burst.get(burst.size() - 1).at() + MINUTE) {
        rows.add(burst(burst));
        burst.clear();
      }
      burst.add(payment);
    }
    open.values().stream().filter(b -> b.get(0).account() < 900).forEach(b -> rows.add(burst(b)));
    return rows;
  }

  private static String burst(List<Payment> burst) {
    return "{\"account\":\"a%d\",\"payments\":%d,\"total\":%d}"
        .formatted(
            burst.get(0).account(),
            2 * burst.size(),
            2 * burst.stream().mapToInt(Payment::amount).sum());
  }

  private static List<String> sums(List<Payment> payments) {
    Map<String, List<Payment>> windows = new TreeMap<>();
    for (Payment payment : payments) {
      if (payment.account() < 900) {
        windows
            .computeIfAbsent(
                payment.account() + " " + payment.at() / (5 * MINUTE), w -> new ArrayList<>())
            .add(payment);
      }
    }
    return windows.values().stream()
        .map(
            window ->
                "{\"account\":\"a%d\",\"count\":%d,\"total\":%d}"
                    .formatted(
                        window.get(0).account(),
                        2 * window.size(),
                        2 * window.stream().mapToInt(Payment::amount).sum()))
        .toList();
  }
}
