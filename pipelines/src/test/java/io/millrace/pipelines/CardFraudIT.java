package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Begun matches outlive a lost task manager, and a savepoint at another parallelism. */
class CardFraudIT {
  private static final int PARTITIONS = 3;
  private static final int CARDS = 40;
  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  @TempDir Path savepoints;

  private record Payment(int id, int card, double amount, String country, long at) {
    String json() {
      return "{\"id\":%d,\"card\":\"c%d\",\"amount\":%s,\"country\":\"%s\",\"at\":\"%s\"}"
          .formatted(id, card, amount, country, Instant.ofEpochMilli(at));
    }
  }

  /** What is to come out. */
  private record Expected(List<String> alerts, List<String> harmless) {}

  @Test
  void findsEachFraudOnceAlthoughTaskManagersAreLost() {
    List<Payment> payments = payments();
    Expected expected = expected(payments);
    assertThat(expected.alerts()).hasSizeGreaterThan(60);
    assertThat(expected.harmless()).hasSizeGreaterThan(60);
    Topics.fresh("card.payments", PARTITIONS);
    Topics.fresh("card.alerts", 2);
    Topics.fresh("card.harmless", 1);
    List<Payment> arrivals = shuffled(payments);
    int third = arrivals.size() / 3;
    write(arrivals.subList(0, third));
    String savepoint;
    try (RunningPipeline first =
        RunningPipeline.start(Pipelines.compile("card-fraud"), "--parallelism", "2")) {
      Topics.await("card.alerts", expected.alerts().size() / 6);
      Testbed.flink().replaceTaskManagers();
      write(arrivals.subList(third, 2 * third));
      Topics.await("card.alerts", expected.alerts().size() / 2);
      assertThat(first.job().lastFailure()).isPresent();
      savepoint = first.stop(savepoints);
    }
    write(arrivals.subList(2 * third, arrivals.size()));
    try (RunningPipeline second =
        RunningPipeline.restore(Pipelines.compile("card-fraud"), savepoint, "--parallelism", "3")) {
      Topics.await("card.alerts", expected.alerts().size());
      Topics.await("card.harmless", expected.harmless().size());
      second.settle();
    }
    assertThat(Topics.readAll("card.alerts"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrderElementsOf(expected.alerts());
    assertThat(Topics.readAll("card.harmless"))
        .extracting(TopicRecord::valueText)
        .containsExactlyInAnyOrderElementsOf(expected.harmless());
  }

  /** In the order of time, each at a millisecond of its own. */
  private static List<Payment> payments() {
    Random random = new Random(53);
    List<Payment> payments = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      double amount =
          switch (random.nextInt(6)) {
            case 0, 1 -> 1 + random.nextInt(10) / 10.0;
            case 2 -> 150 + random.nextInt(1_000);
            default -> 2 + random.nextInt(200);
          };
      String country = random.nextInt(12) == 0 ? "IS" : "NO";
      long at = START + i * 1_800L + random.nextInt(1_800);
      payments.add(new Payment(i, random.nextInt(CARDS), amount, country, at));
    }
    return payments;
  }

  /** Out of order by less than the source waits; at the end, time passes in all partitions. */
  private static List<Payment> shuffled(List<Payment> payments) {
    Random random = new Random(59);
    Map<Payment, Long> arrivals = new TreeMap<>(Comparator.comparingInt(Payment::id));
    payments.forEach(payment -> arrivals.put(payment, payment.at() + random.nextInt(9_000)));
    List<Payment> shuffled = new ArrayList<>(payments);
    shuffled.sort(Comparator.comparing(arrivals::get));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long late = payments.get(payments.size() - 1).at() + 60 * MINUTE;
      shuffled.add(new Payment(9_000 + partition, 900 + partition, 50, "NO", late));
    }
    return shuffled;
  }

  private static void write(List<Payment> payments) {
    try (TopicWriter writer = Topics.writer("card.payments")) {
      for (Payment payment : payments) {
        writer.send(
            payment.card() % PARTITIONS,
            null,
            null,
            payment.json().getBytes(StandardCharsets.UTF_8),
            List.of());
      }
    }
  }

  private static Expected expected(List<Payment> payments) {
    Map<Integer, List<Payment>> cards = new TreeMap<>();
    payments.forEach(p -> cards.computeIfAbsent(p.card(), c -> new ArrayList<>()).add(p));
    Expected expected = new Expected(new ArrayList<>(), new ArrayList<>());
    for (List<Payment> card : cards.values()) {
      triedOut(card, expected);
      twoPlaces(card, expected.alerts());
    }
    return expected;
  }

  /** The oldest open trial wins; a charge uses up all that came before it. */
  private static void triedOut(List<Payment> card, Expected expected) {
    List<Payment> trials = new ArrayList<>();
    for (Payment payment : card) {
      trials.removeIf(trial -> timesOut(trial, payment.at(), expected.harmless()));
      Payment tried =
          trials.stream()
              .filter(t -> payment.amount() > 500 && payment.amount() > 100 * t.amount())
              .findFirst()
              .orElse(null);
      if (tried != null) {
        expected.alerts().add(alert("tried out", tried, payment));
        trials.clear();
      }
      if (payment.amount() < 2) {
        trials.add(payment);
      }
    }
    trials.forEach(trial -> timesOut(trial, Long.MAX_VALUE, expected.harmless()));
  }

  private static boolean timesOut(Payment trial, long now, List<String> harmless) {
    long until = trial.at() + 10 * MINUTE;
    if (now < until) {
      return false;
    }
    harmless.add(
        "{\"card\":\"c%d\",\"trial\":%d,\"until\":\"%s\"}"
            .formatted(trial.card(), trial.id(), Instant.ofEpochMilli(until)));
    return true;
  }

  private static void twoPlaces(List<Payment> card, List<String> alerts) {
    for (int i = 1; i < card.size(); i++) {
      Payment here = card.get(i - 1);
      Payment there = card.get(i);
      if (!here.country().equals(there.country()) && there.at() < here.at() + MINUTE) {
        alerts.add(alert(here.country() + " and " + there.country(), here, there));
      }
    }
  }

  private static String alert(String reason, Payment from, Payment to) {
    return ("{\"card\":\"c%d\",\"reason\":\"%s\",\"payments\":[%d,%d],"
            + "\"amount\":%s,\"after\":\"%s\"}")
        .formatted(
            to.card(),
            reason,
            from.id(),
            to.id(),
            to.amount(),
            Duration.ofMillis(to.at() - from.at()));
  }
}
