package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogAnalysisIT {
  private static final long MINUTE = Instant.parse("2026-05-01T12:00:00Z").toEpochMilli();

  @Test
  void countsErrorsOfServicesByTheMinute() {
    Topics.fresh("logs", 1);
    Topics.fresh("logs.errors", 1);
    try (TopicWriter logs = Topics.writer("logs")) {
      send(logs, 1, "2026-05-01T12:00:01Z INFO [shop] started");
      send(logs, 2, "2026-05-01T12:00:02Z ERROR [shop] payment failed after 1200 ms");
      send(logs, 3, "2026-05-01T12:00:03Z INFO [mail] sent after 7 ms");
      send(logs, 30, "at com.example.Shop.pay(Shop.java:7)");
      send(logs, 50, "2026-05-01T12:00:50Z ERROR [shop] payment failed after 300 ms");
      send(logs, 59, "2026-05-01T12:00:59Z DEBUG [shop] after all");
      send(logs, 61, "2026-05-01T12:01:01Z ERROR [mail] no route [shop] to host");
      send(logs, 180, "2026-05-01T12:03:00Z INFO [mail] stopped");
    }
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compile("log-analysis"))) {
      Topics.await("logs.errors", 2);
      running.settle();
    }
    assertThat(Topics.texts(Topics.readAll("logs.errors")))
        .containsExactly(
            "shop={\"service\":\"shop\",\"from\":\"2026-05-01T12:00:00Z\",\"lines\":4,\"errors\":2,"
                + "\"error_rate\":0.5,\"slowest\":1200}",
            "mail={\"service\":\"mail\",\"from\":\"2026-05-01T12:01:00Z\",\"lines\":1,\"errors\":1,"
                + "\"error_rate\":1.0}");
  }

  private static void send(TopicWriter logs, int second, String line) {
    logs.send(null, line, MINUTE + second * 1000L);
  }
}
