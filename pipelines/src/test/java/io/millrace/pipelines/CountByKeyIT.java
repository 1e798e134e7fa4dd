package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountByKeyIT {
  private static final List<String> ACTIONS = List.of("login", "click", "logout");

  @Test
  void writesEachVersionOfEachUsersCount() {
    Topics.fresh("events", 3);
    Topics.fresh("events.per-user", 2, Map.of("cleanup.policy", "compact"));
    Map<String, List<String>> expected = writeEvents(2_000);
    try (RunningPipeline counts = RunningPipeline.start(Pipelines.compile("count-by-key"))) {
      Topics.await("events.per-user", 2_000);
      counts.settle();
    }
    // One user's versions are in one partition, in order.
    Map<String, List<String>> versions = new TreeMap<>();
    for (TopicRecord record : Topics.readAll("events.per-user")) {
      versions
          .computeIfAbsent(String.valueOf(record.keyText()), user -> new ArrayList<>())
          .add(String.valueOf(record.valueText()));
    }
    assertThat(versions).isEqualTo(expected);
  }

  /** Writes random events, and returns the versions of each user's row. */
  private static Map<String, List<String>> writeEvents(int count) {
    Random random = new Random(11);
    Map<String, List<String>> versions = new TreeMap<>();
    Map<String, Integer> logins = new TreeMap<>();
    try (TopicWriter writer = Topics.writer("events")) {
      for (int i = 0; i < count; i++) {
        String user = "user " + (int) Math.abs(random.nextGaussian() * 8);
        String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        String at = random.nextBoolean() ? "" : ",\"at\":\"2026-01-01T00:00:%02dZ\"";
        writer.send(
            user,
            "{\"user\":\"%s\",\"action\":\"%s\"%s}".formatted(user, action, at.formatted(i % 60)));
        int seen = logins.merge(user, action.equals("login") ? 1 : 0, Integer::sum);
        List<String> rows = versions.computeIfAbsent(user, u -> new ArrayList<>());
        rows.add(
            "{\"user\":\"%s\",\"events\":%d,\"logins\":%d}".formatted(user, rows.size() + 1, seen));
      }
    }
    return versions;
  }
}
