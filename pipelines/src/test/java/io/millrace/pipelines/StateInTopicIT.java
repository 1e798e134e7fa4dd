package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that a job keeps in a compacted topic is all that another job needs to go on. */
class StateInTopicIT {
  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant ENDED = Instant.parse("2026-01-02T00:00:00Z");

  @TempDir Path savepoints;

  /** What the payments are stamped with. */
  private Instant clock = STARTED;

  private final Random random = new Random(3);
  private final Map<String, long[]> accounts = new TreeMap<>();

  @Test
  void anotherJobGoesOnWithoutASavepoint() throws Exception {
    Topics.fresh("balances.payments", 3);
    Topics.fresh("balances", 2, Map.of("cleanup.policy", "compact"));
    try (TopicWriter payments = Topics.writer("balances.payments");
        TopicTable balances = new TopicTable("balances")) {
      try (RunningPipeline job = RunningPipeline.start(Pipelines.compileTest("balances"))) {
        pay(payments, 2_000);
        assertThat(balances.await(expected())).isEqualTo(expected());
        Testbed.flink().replaceTaskManagers();
        pay(payments, 2_000);
        assertThat(balances.await(expected())).isEqualTo(expected());
        job.stop(savepoints); // which nobody will use
      }
      clock = ENDED;
      pay(payments, 1_000);
      try (RunningPipeline job =
          RunningPipeline.start(
              Pipelines.compileTest("balances-rebuilt"), "--ended", ENDED.toString())) {
        pay(payments, 1_000);
        assertThat(balances.await(expected())).isEqualTo(expected());
        job.settle();
        assertThat(balances.rows()).isEqualTo(expected());
      }
    }
  }

  private void pay(TopicWriter payments, int count) {
    for (int i = 0; i < count; i++) {
      String account = "a" + random.nextInt(50);
      int amount = random.nextInt(1_000) - 300;
      long[] sums = accounts.computeIfAbsent(account, k -> new long[2]);
      sums[0]++;
      sums[1] += amount;
      String payment = "{\"account\":\"%s\",\"amount\":%d}".formatted(account, amount);
      payments.send(null, payment, clock.toEpochMilli());
    }
    payments.flush();
  }

  private Map<String, String> expected() {
    Map<String, String> rows = new TreeMap<>();
    accounts.forEach(
        (account, sums) ->
            rows.put(
                account,
                "{\"account\":\"%s\",\"payments\":%d,\"balance\":%d}"
                    .formatted(account, sums[0], sums[1])));
    return rows;
  }
}
