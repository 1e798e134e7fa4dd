package io.millrace.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorAveragesIT {
  @Test
  void doesNotWaitForSilentGateways() {
    Topics.fresh("sensors", 3);
    Topics.fresh("sensors.averages", 1);
    Topics.fresh("sensors.late", 1);
    try (RunningPipeline running = RunningPipeline.start(Pipelines.compile("sensor-averages"))) {
      // The second gateway is silent at first, the third for good.
      send(0, "roof,20.5,2026-05-01T12:00:10Z", "roof,,2026-05-01T12:00:20Z");
      send(0, "roof,21.5,2026-05-01T12:00:40Z", "roof,22.0,2026-05-01T12:01:30Z");
      Topics.await("sensors.averages", 1);
      send(1, "cellar,12.0,2026-05-01T12:00:30Z", "cellar,13.0,2026-05-01T12:01:31Z");
      Topics.await("sensors.late", 1);
      send(0, "roof,0.0,2026-05-01T12:03:00Z");
      Topics.await("sensors.averages", 3);
      running.settle();
    }
    assertThat(Topics.texts(Topics.readAll("sensors.averages")))
        .containsExactlyInAnyOrder(
            "roof={\"sensor\":\"roof\",\"from\":\"2026-05-01T12:00:00Z\",\"average\":21.0,"
                + "\"readings\":3,\"missing\":1}",
            "roof={\"sensor\":\"roof\",\"from\":\"2026-05-01T12:01:00Z\",\"average\":22.0,"
                + "\"readings\":1,\"missing\":0}",
            "cellar={\"sensor\":\"cellar\",\"from\":\"2026-05-01T12:01:00Z\",\"average\":13.0,"
                + "\"readings\":1,\"missing\":0}");
    assertThat(Topics.readAll("sensors.late"))
        .extracting(TopicRecord::valueText)
        .containsExactly("{\"sensor\":\"cellar\",\"at\":\"2026-05-01T12:00:30Z\"}");
  }

  private static void send(int partition, String... lines) {
    try (TopicWriter writer = Topics.writer("sensors")) {
      for (String line : lines) {
        writer.send(partition, null, null, line.getBytes(UTF_8), List.of());
      }
    }
  }
}
