package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadAlertsIT {
  private static final long START = Instant.parse("2026-05-01T12:00:00Z").getEpochSecond();
  private static final int SECONDS = 1200;
  private static final int CORES = 4;

  /** Every half minute: one machine is idle, one gets busy, one is overloaded for a while. */
  private static double load(String host, int second) {
    return switch (host) {
      case "idle" -> 0.5;
      case "busy" -> second < 600 ? 2.0 : 3.75;
      default -> second >= 300 && second < 600 ? 12.0 : 1.0;
    };
  }

  @Test
  void warnsOfMachinesWithMuchToDo() {
    Topics.fresh("metrics", 1);
    Topics.fresh("alerts", 1);
    List<String> metrics = new ArrayList<>();
    Map<String, List<String>> expected = new TreeMap<>();
    for (int second = 0; second < SECONDS; second += 30) {
      for (String host : List.of("idle", "busy", "hot")) {
        metrics.add(
            "{\"host\":\"%s\",\"load\":%s,\"cores\":%d,\"at\":%d}"
                .formatted(host, load(host, second), CORES, START + second));
      }
    }
    metrics.add("{\"host\":\"idle\",\"load\":0,\"cores\":4,\"at\":%d}".formatted(START + 3600));
    for (String host : List.of("busy", "hot")) {
      expected.put(host, alerts(host));
    }
    int count = expected.values().stream().mapToInt(List::size).sum();
    Topics.write("metrics", metrics);
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compile("load-alerts"))) {
      Topics.await("alerts", count);
      running.settle();
    }
    Map<String, List<String>> actual = new TreeMap<>();
    Topics.readAll("alerts")
        .forEach(
            r ->
                actual
                    .computeIfAbsent(String.valueOf(r.keyText()), k -> new ArrayList<>())
                    .add(String.valueOf(r.valueText())));
    assertThat(count).isGreaterThan(10);
    assertThat(actual).isEqualTo(expected);
  }

  /** The windows of one machine, each summed up by itself. */
  private static List<String> alerts(String host) {
    List<String> alerts = new ArrayList<>();
    for (int end = 60; end < SECONDS + 300; end += 60) {
      double sum = 0;
      int samples = 0;
      for (int second = Math.max(0, end - 300); second < Math.min(SECONDS, end); second += 30) {
        sum += load(host, second) / CORES;
        samples++;
      }
      double average = sum / samples;
      if (average > 0.8 && samples >= 3) {
        alerts.add(
            ("{\"host\":\"%s\",\"until\":\"%s\",\"severity\":\"%s\","
                    + "\"text\":\"%s works at %d%% of its cores\"}")
                .formatted(
                    host,
                    Instant.ofEpochSecond(START + end),
                    average > 1.6 ? "critical" : "warning",
                    host,
                    Math.round(average * 100)));
      }
    }
    return alerts;
  }
}
