package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running aggregate goes on in the next version of its pipeline, whose types have changed. */
class SavepointEvolutionIT {
  private static final int BEFORE = 1_500;
  private static final int AFTER = 1_500;

  @TempDir Path savepoints;

  private final Random random = new Random(23);
  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, List<String>> expected = new TreeMap<>();

  /** What the pipeline has to know of an account. */
  private static final class Account {
    final Set<String> shops = new TreeSet<>();
    long payments;
    long notes;
    double total;
    double largest = Double.NEGATIVE_INFINITY;
    double smallest = Double.POSITIVE_INFINITY; // measured by the second version only
  }

  @Test
  void keepsItsValuesInTheNextVersion() {
    Topics.fresh("payments", 3);
    Topics.fresh("spending", 2);
    payWholeAmounts();
    String savepoint;
    try (RunningPipeline first = RunningPipeline.start(Pipelines.compileTest("spending-v1"))) {
      Topics.await("spending", BEFORE);
      savepoint = first.stop(savepoints);
    }
    payBrokenAmounts();
    try (RunningPipeline second =
        RunningPipeline.restore(
            Pipelines.compileTest("spending-v2"), savepoint, "--parallelism", "3")) {
      Topics.await("spending", BEFORE + AFTER);
      second.settle();
    }
    Map<String, List<String>> written = new TreeMap<>();
    for (TopicRecord record : Topics.readAll("spending")) {
      written
          .computeIfAbsent(String.valueOf(record.keyText()), k -> new ArrayList<>())
          .add(String.valueOf(record.valueText()));
    }
    assertThat(written).isEqualTo(expected);
  }

  private void payWholeAmounts() {
    try (TopicWriter writer = Topics.writer("payments")) {
      for (int i = 0; i < BEFORE; i++) {
        String name = "account-" + random.nextInt(40);
        String shop = "shop-" + random.nextInt(30);
        int amount = random.nextInt(2_000) - 200;
        writer.send(
            name,
            "{\"account\":\"%s\",\"amount\":%d,\"shop\":\"%s\"}".formatted(name, amount, shop));
        Account account = pay(name, amount, shop);
        expect(
            name,
            "{\"account\":\"%s\",\"payments\":%d,\"total\":%d,\"largest\":%d,\"shops\":%d,\"recent\":\"%s\"}"
                .formatted(
                    name,
                    account.payments,
                    (long) account.total,
                    (long) account.largest,
                    account.shops.size(),
                    shop));
      }
    }
  }

  private void payBrokenAmounts() {
    try (TopicWriter writer = Topics.writer("payments")) {
      for (int i = 0; i < AFTER; i++) {
        String name = "account-" + random.nextInt(50); // some are new
        String shop = "shop-" + random.nextInt(40);
        double amount = random.nextInt(8_000) / 4.0;
        boolean noted = random.nextInt(3) == 0;
        writer.send(
            name,
            "{\"account\":\"%s\",\"amount\":%s,\"shop\":\"%s\"%s}"
                .formatted(name, amount, shop, noted ? ",\"note\":\"n\"" : ""));
        Account account = pay(name, amount, shop);
        account.smallest = Math.min(account.smallest, amount);
        account.notes += noted ? 1 : 0;
        expect(
            name,
            "{\"account\":\"%s\",\"shops\":%d,\"smallest\":%s,\"total\":%s,\"count\":%d,\"largest\":%s,\"notes\":%d}"
                .formatted(
                    name,
                    account.shops.size(),
                    account.smallest,
                    account.total,
                    account.payments,
                    account.largest,
                    account.notes));
      }
    }
  }

  private Account pay(String name, double amount, String shop) {
    Account account = accounts.computeIfAbsent(name, n -> new Account());
    account.payments++;
    account.total += amount;
    account.largest = Math.max(account.largest, amount);
    account.shops.add(shop);
    return account;
  }

  private void expect(String name, String row) {
    expected.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
  }
}
