package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Windows by clocks of a zone, by numbers of rows and by processing time, on the broker. */
class WindowKindsIT {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
  private static final long HALF_HOUR = 1_800;

  /** Two days before clocks change. */
  private static final long START = Instant.parse("2026-03-27T12:00:00Z").getEpochSecond();

  private record Reading(String sensor, int value, Instant at) {
    LocalDate day() {
      return LocalDate.ofInstant(at, VIENNA);
    }
  }

  @Test
  void haveTheRowsThatTheirKindSays() {
    List<Reading> readings = readings();
    for (String topic : List.of("readings", "days", "weeks", "so-far", "tens", "clock")) {
      Topics.fresh("windows." + topic, 1);
    }
    Topics.write(
        "windows.readings",
        readings.stream()
            .map(
                r ->
                    "{\"sensor\":\"%s\",\"value\":%d,\"at\":\"%s\"}"
                        .formatted(r.sensor(), r.value(), r.at()))
            .toList());
    try (RunningPipeline windows =
        RunningPipeline.start(Pipelines.compileTest("windows-of-all-kinds"))) {
      windows.finish();
    }
    assertThat(values("days")).containsExactlyInAnyOrderElementsOf(days(readings));
    assertThat(latest("weeks").values()).containsExactlyInAnyOrderElementsOf(weeks(readings));
    assertThat(latest("so-far").values()).containsExactlyInAnyOrderElementsOf(soFar(readings));
    assertThat(values("tens")).containsExactlyInAnyOrderElementsOf(tens(readings));
    assertThat(latest("clock").values())
        .containsExactlyInAnyOrder("{\"sensor\":\"a\",\"n\":144}", "{\"sensor\":\"b\",\"n\":144}");
  }

  private static List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 288; i++) {
      Instant at = Instant.ofEpochSecond(START + i / 2 * HALF_HOUR);
      readings.add(new Reading(i % 2 == 0 ? "a" : "b", i * 7 % 40 + 1, at));
    }
    return readings;
  }

  private static Map<String, List<Reading>> bySensor(List<Reading> readings) {
    return readings.stream()
        .collect(Collectors.groupingBy(Reading::sensor, TreeMap::new, Collectors.toList()));
  }

  private static List<String> days(List<Reading> readings) {
    List<String> rows = new ArrayList<>();
    bySensor(readings)
        .forEach(
            (sensor, own) -> {
              for (LocalDate day : dates(own)) {
                List<Integer> values =
                    own.stream().filter(r -> r.day().equals(day)).map(Reading::value).toList();
                rows.add(
                    "{\"sensor\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"n\":%d,\"values\":%s}"
                        .formatted(
                            sensor,
                            day.atStartOfDay(VIENNA).toInstant(),
                            day.plusDays(1).atStartOfDay(VIENNA).toInstant(),
                            values.size(),
                            values.toString().replace(" ", "")));
              }
            });
    return rows;
  }

  private static Set<LocalDate> dates(List<Reading> readings) {
    Set<LocalDate> days = new LinkedHashSet<>();
    readings.forEach(r -> days.add(r.day()));
    return days;
  }

  private static List<String> weeks(List<Reading> readings) {
    List<String> rows = new ArrayList<>();
    bySensor(readings)
        .forEach(
            (sensor, own) ->
                rows.add(
                    "{\"sensor\":\"%s\",\"days\":%d,\"n\":%d}"
                        .formatted(sensor, dates(own).size(), own.size())));
    return rows;
  }

  private static List<String> soFar(List<Reading> readings) {
    List<String> rows = new ArrayList<>();
    bySensor(readings)
        .forEach(
            (sensor, own) -> {
              for (LocalDate day : dates(own)) {
                for (int hour = 6; hour <= 24; hour += 6) {
                  Instant end =
                      hour == 24
                          ? day.plusDays(1).atStartOfDay(VIENNA).toInstant()
                          : day.atTime(hour, 0).atZone(VIENNA).toInstant();
                  List<Integer> values =
                      own.stream()
                          .filter(r -> r.day().equals(day) && r.at().isBefore(end))
                          .map(Reading::value)
                          .sorted()
                          .toList();
                  if (!values.isEmpty()) {
                    rows.add(soFar(sensor, end, values));
                  }
                }
              }
            });
    return rows;
  }

  private static String soFar(String sensor, Instant end, List<Integer> sorted) {
    int median = sorted.get((sorted.size() - 1) / 2);
    return "%s %s about %d of %d, %d distinct"
        .formatted(sensor, end, median, sorted.size(), new LinkedHashSet<>(sorted).size());
  }

  private static List<String> tens(List<Reading> readings) {
    List<String> rows = new ArrayList<>();
    bySensor(readings)
        .forEach(
            (sensor, own) -> {
              for (int end = 10; end <= own.size(); end += 5) {
                List<Reading> last = own.subList(end - 10, end);
                rows.add(
                    "{\"sensor\":\"%s\",\"total\":%d,\"latest\":%d}"
                        .formatted(
                            sensor,
                            last.stream().mapToInt(Reading::value).sum(),
                            last.get(9).value()));
              }
            });
    return rows;
  }

  private static List<String> values(String topic) {
    return Topics.readAll("windows." + topic).stream()
        .map(TopicRecord::valueText)
        .map(String::valueOf)
        .toList();
  }

  /** The last value of each key; of numbers that are about right, the nearest whole one. */
  private static Map<String, String> latest(String topic) {
    Map<String, String> latest = new LinkedHashMap<>();
    for (TopicRecord row : Topics.readAll("windows." + topic)) {
      latest.put(String.valueOf(row.keyText()), rounded(String.valueOf(row.valueText())));
    }
    return latest;
  }

  private static String rounded(String row) {
    if (!row.contains("median")) {
      return row;
    }
    String[] parts = row.replaceAll("[{}\"]", "").split(",");
    Map<String, String> fields = new LinkedHashMap<>();
    for (String part : parts) {
      fields.put(part.substring(0, part.indexOf(':')), part.substring(part.indexOf(':') + 1));
    }
    return "%s %s about %d of %s, %s distinct"
        .formatted(
            fields.get("sensor"),
            fields.get("to"),
            Math.round(Double.parseDouble(fields.get("median"))),
            fields.get("n"),
            fields.get("about"));
  }
}
