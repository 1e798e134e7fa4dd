package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IotSlidingIT {
  private static final long START = 1_767_225_600;
  private static final int SECONDS = 600;

  @TempDir Path alarms;

  @Test
  void findsTheHotMinutes() throws IOException {
    try (RunningPipeline iot =
        RunningPipeline.startWithoutKafka(
            Pipelines.compile("iot-sliding"),
            "--directory",
            alarms.toString(),
            "--limit",
            "47.5")) {
      iot.finish();
    }
    assertThat(finishedLines()).containsExactlyInAnyOrderElementsOf(expected());
  }

  private List<String> finishedLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(alarms)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.getFileName().toString()).doesNotStartWith(".").endsWith(".jsonl");
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /** Every window that a second is in, summed up by itself. */
  private static List<String> expected() {
    List<String> rows = new ArrayList<>();
    for (int device = 0; device < 4; device++) {
      for (int from = -50; from < SECONDS; from += 10) {
        double sum = 0;
        double highest = Double.NEGATIVE_INFINITY;
        int readings = 0;
        for (int second = Math.max(0, from); second < Math.min(SECONDS, from + 60); second++) {
          int index = 4 * second + device;
          int minute = index / 240;
          double celsius = 20.0 + device * 10.0 + minute;
          sum += celsius;
          highest = Math.max(highest, celsius);
          readings++;
        }
        if (sum / readings >= 47.5) {
          rows.add(
              ("{\"device\":\"thermometer-%d\",\"from\":\"%s\",\"to\":\"%s\",\"average\":%s,"
                      + "\"highest\":%s,\"readings\":%d}")
                  .formatted(
                      device,
                      Instant.ofEpochSecond(START + from),
                      Instant.ofEpochSecond(START + from + 60),
                      sum / readings,
                      highest,
                      readings));
        }
      }
    }
    return rows;
  }
}
