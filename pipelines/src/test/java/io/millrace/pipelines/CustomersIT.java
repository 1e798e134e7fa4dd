package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.compiler.api.CompiledPipeline;
import io.millrace.local.kafka.TopicWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic of upserts: updates and tombstones are taken back exactly, whatever happens between. */
class CustomersIT {
  private static final String[] COUNTRIES = {"de", "fr", "it", "pl", "se"};

  @TempDir Path savepoints;

  private final Random random = new Random(11);
  private final CompiledPipeline pipeline = Pipelines.compileTest("customers");
  private final Map<String, Customer> customers = new TreeMap<>();

  private record Customer(String country, int balance) {}

  @Test
  void totalsFollowTheTable() throws Exception {
    Topics.fresh("customers.table", 3);
    Topics.fresh("customers.rich", 2);
    Topics.fresh("customers.per-country", 2);
    Topics.fresh("customers.total", 1);
    try (TopicWriter writer = Topics.writer("customers.table");
        TopicTable total = new TopicTable("customers.total");
        TopicTable totals = new TopicTable("customers.per-country");
        TopicTable rich = new TopicTable("customers.rich")) {
      String savepoint;
      try (RunningPipeline job = RunningPipeline.start(pipeline)) {
        change(writer, 2_000);
        assertThat(totals.await(expectedTotals())).isEqualTo(expectedTotals());
        Testbed.flink().replaceTaskManagers();
        change(writer, 2_000);
        assertThat(totals.await(expectedTotals())).isEqualTo(expectedTotals());
        assertThat(job.job().lastFailure()).isPresent();
        savepoint = job.stop(savepoints);
      }
      change(writer, 1_000);
      try (RunningPipeline job =
          RunningPipeline.restore(pipeline, savepoint, "--parallelism", "3")) {
        change(writer, 1_000);
        assertThat(totals.await(expectedTotals())).isEqualTo(expectedTotals());
        assertThat(rich.await(expectedRich())).isEqualTo(expectedRich());
        assertThat(total.await(expectedTotal())).isEqualTo(expectedTotal());
      }
    }
  }

  private void change(TopicWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      String id = "c" + random.nextInt(60);
      if (random.nextInt(5) == 0) {
        customers.remove(id);
        writer.send(id, null);
        continue;
      }
      String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
      int balance = random.nextInt(200);
      customers.put(id, new Customer(country, balance));
      // The value says nothing of the key, or something else: the record's key counts.
      String other = random.nextBoolean() ? "" : ",\"id\":\"other\"";
      writer.send(id, "{\"country\":\"%s\",\"balance\":%d%s}".formatted(country, balance, other));
    }
    writer.flush();
  }

  private Map<String, String> expectedTotals() {
    Map<String, String> expected = new TreeMap<>();
    for (String country : COUNTRIES) {
      var own = customers.values().stream().filter(c -> c.country().equals(country)).toList();
      if (!own.isEmpty()) {
        expected.put(
            country,
            "{\"country\":\"%s\",\"customers\":%d,\"balance\":%d}"
                .formatted(country, own.size(), own.stream().mapToInt(Customer::balance).sum()));
      }
    }
    return expected;
  }

  private Map<String, String> expectedTotal() {
    int balance = customers.values().stream().mapToInt(Customer::balance).sum();
    return Map.of("null", "{\"customers\":%d,\"balance\":%d}".formatted(customers.size(), balance));
  }

  private Map<String, String> expectedRich() {
    Map<String, String> expected = new TreeMap<>();
    customers.forEach(
        (id, customer) -> {
          if (customer.balance() > 100) {
            expected.put(
                id,
                "{\"id\":\"%s\",\"country\":\"%s\",\"balance\":%d}"
                    .formatted(id, customer.country(), customer.balance()));
          }
        });
    return expected;
  }
}
