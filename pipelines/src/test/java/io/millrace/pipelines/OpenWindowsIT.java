package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.kafka.TopicRecord;
import io.millrace.local.kafka.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows that are open in a savepoint close in the next version of the pipeline, at another
 * parallelism, with what both versions put into them.
 */
class OpenWindowsIT {
  private static final int PARTITIONS = 3;
  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();

  /** Between two ends of windows, so that it is clear which are over. */
  private static final long SAVEPOINT = START + 185 * MINUTE;

  private static final long END = START + 1_001 * MINUTE;

  @TempDir Path savepoints;

  private record Visit(String page, int seconds, long at) {
    boolean isBeforeSavepoint() {
      return at <= SAVEPOINT;
    }
  }

  @Test
  void closeWithTheRowsOfBothVersions() {
    List<Visit> visits = visits();
    List<String> windows = windows(visits);
    List<String> sessions = sessions(visits);
    Topics.fresh("visits", PARTITIONS);
    Topics.fresh("visits.per-page", 1);
    Topics.fresh("visits.runs", 1);
    String savepoint;
    write(visits.stream().filter(Visit::isBeforeSavepoint).toList());
    try (RunningPipeline first =
        RunningPipeline.start(Pipelines.compileTest("visits-v1"), "--parallelism", "1")) {
      Topics.await("visits.per-page", early(windows));
      Topics.await("visits.runs", early(sessions));
      savepoint = first.stop(savepoints);
    }
    assertThat(texts("visits.per-page")).hasSize(early(windows));
    assertThat(texts("visits.runs")).hasSize(early(sessions));
    write(visits.stream().filter(visit -> !visit.isBeforeSavepoint()).toList());
    try (RunningPipeline second =
        RunningPipeline.restore(
            Pipelines.compileTest("visits-v2"), savepoint, "--parallelism", "3")) {
      Topics.await("visits.per-page", windows.size());
      Topics.await("visits.runs", sessions.size());
      second.settle();
    }
    assertThat(texts("visits.per-page")).containsExactlyInAnyOrderElementsOf(withoutMark(windows));
    assertThat(texts("visits.runs")).containsExactlyInAnyOrderElementsOf(withoutMark(sessions));
  }

  /** In the order of time; each savepoint and end has a visit in each partition. */
  private static List<Visit> visits() {
    Random random = new Random(31);
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long at = START + (long) (random.nextDouble() * 400 * MINUTE);
      visits.add(new Visit("/" + random.nextInt(12), random.nextInt(100), at));
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      visits.add(new Visit("/clock", 1, SAVEPOINT));
      visits.add(new Visit("/clock", 1, END));
    }
    visits.sort(Comparator.comparingLong(Visit::at));
    return visits;
  }

  /** Round robin: the last three, which are of one time, go to one partition each. */
  private static void write(List<Visit> visits) {
    try (TopicWriter writer = Topics.writer("visits")) {
      int next = 0;
      for (Visit visit : visits) {
        String json =
            "{\"page\":\"%s\",\"seconds\":%d,\"at\":\"%s\"}"
                .formatted(visit.page(), visit.seconds(), Instant.ofEpochMilli(visit.at()));
        writer.send(
            next++ % PARTITIONS, null, null, json.getBytes(StandardCharsets.UTF_8), List.of());
      }
    }
  }

  private static List<String> windows(List<Visit> visits) {
    List<String> rows = new ArrayList<>();
    byPage(visits)
        .forEach(
            (page, own) -> {
              for (long from = START - 40 * MINUTE; from < END; from += 20 * MINUTE) {
                long start = from;
                long end = from + 60 * MINUTE;
                List<Visit> in = own.stream().filter(v -> v.at() >= start && v.at() < end).toList();
                if (!in.isEmpty() && end <= END) {
                  rows.add(
                      end <= SAVEPOINT
                          ? "early %s,%s,%d".formatted(page, Instant.ofEpochMilli(from), in.size())
                          : "late %s,%d,%d,%s"
                              .formatted(
                                  page, in.size(), newSeconds(in), Instant.ofEpochMilli(from)));
                }
              }
            });
    return rows;
  }

  /** The second version measures seconds, the first did not. */
  private static int newSeconds(List<Visit> visits) {
    return visits.stream().filter(v -> !v.isBeforeSavepoint()).mapToInt(Visit::seconds).sum();
  }

  private static List<String> sessions(List<Visit> visits) {
    List<String> rows = new ArrayList<>();
    byPage(visits)
        .forEach(
            (page, own) -> {
              int first = 0;
              for (int i = 1; i <= own.size(); i++) {
                long last = own.get(i - 1).at();
                if (i == own.size() || own.get(i).at() - last > 10 * MINUTE) {
                  if (last + 10 * MINUTE <= END) {
                    rows.add(session(page, own.subList(first, i)));
                  }
                  first = i;
                }
              }
            });
    return rows;
  }

  private static String session(String page, List<Visit> visits) {
    long last = visits.get(visits.size() - 1).at();
    Instant start = Instant.ofEpochMilli(visits.get(0).at());
    if (last + 10 * MINUTE <= SAVEPOINT) {
      return "early %s,%s,%d".formatted(page, start, visits.size());
    }
    return "late %s,%d,%d,%s".formatted(page, newSeconds(visits), visits.size(), start);
  }

  private static Map<String, List<Visit>> byPage(List<Visit> visits) {
    Map<String, List<Visit>> pages = new TreeMap<>();
    visits.forEach(v -> pages.computeIfAbsent(v.page(), p -> new ArrayList<>()).add(v));
    return pages;
  }

  private static int early(List<String> rows) {
    return (int) rows.stream().filter(row -> row.startsWith("early ")).count();
  }

  private static List<String> withoutMark(List<String> rows) {
    return rows.stream().map(row -> row.substring(row.indexOf(' ') + 1)).toList();
  }

  private static List<String> texts(String topic) {
    return Topics.readAll(topic).stream().map(TopicRecord::valueText).map(String::valueOf).toList();
  }
}
