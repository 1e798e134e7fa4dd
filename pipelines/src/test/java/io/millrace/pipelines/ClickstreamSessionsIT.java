package io.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClickstreamSessionsIT {
  private static final long START = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
  private static final long GAP = 30 * 60_000;
  private static final long DISORDER = 10_000;

  private record Click(String user, String page, long at) {
    String json() {
      return "{\"user\":\"%s\",\"page\":\"%s\",\"at\":%d}".formatted(user, page, at);
    }
  }

  @Test
  void writesOneRowAVisit() {
    List<Click> clicks = clicks(new Random(5));
    List<String> expected = sessions(clicks);
    Topics.fresh("clicks", 2);
    Topics.fresh("clicks.sessions", 2);
    write(clicks);
    try (RunningPipeline sessions =
        RunningPipeline.start(Pipelines.compile("clickstream-sessions"))) {
      Topics.await("clicks.sessions", expected.size());
      sessions.settle();
    }
    assertThat(Topics.texts(Topics.readAll("clicks.sessions")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Visits with short pauses, and longer pauses between them; no user clicks twice at a time. */
  private static List<Click> clicks(Random random) {
    List<Click> clicks = new ArrayList<>();
    for (int u = 0; u < 25; u++) {
      long at = START + random.nextInt(600_000);
      int count = 1 + random.nextInt(60);
      for (int i = 0; i < count; i++) {
        clicks.add(new Click("u" + u, "/page/" + random.nextInt(6), at));
        boolean leaves = random.nextInt(8) == 0;
        at += leaves ? GAP + 1 + random.nextInt(7_200_000) : 1 + random.nextInt((int) GAP - 1);
      }
    }
    return clicks;
  }

  private static void write(List<Click> clicks) {
    Random random = new Random(6);
    Map<Click, Long> arrival = new java.util.HashMap<>();
    clicks.forEach(click -> arrival.put(click, click.at() + random.nextLong(DISORDER)));
    List<Click> sent = new ArrayList<>(clicks);
    sent.sort(Comparator.comparing(arrival::get));
    long end = sent.get(sent.size() - 1).at() + 10 * GAP;
    try (var writer = Topics.writer("clicks")) {
      for (Click click : sent) {
        send(writer, random.nextInt(2), click);
      }
      // Time passes only with clicks: these end all visits, and their own never ends.
      send(writer, 0, new Click("later", "/", end));
      send(writer, 1, new Click("later", "/", end));
    }
  }

  private static void send(io.millrace.local.kafka.TopicWriter writer, int partition, Click click) {
    writer.send(
        partition,
        null,
        null,
        click.json().getBytes(java.nio.charset.StandardCharsets.UTF_8),
        List.of());
  }

  /** The sessions of all clicks, found by sorting. */
  private static List<String> sessions(List<Click> clicks) {
    Map<String, List<Click>> byUser = new TreeMap<>();
    clicks.forEach(c -> byUser.computeIfAbsent(c.user(), u -> new ArrayList<>()).add(c));
    List<String> sessions = new ArrayList<>();
    for (List<Click> own : byUser.values()) {
      own.sort(Comparator.comparingLong(Click::at));
      int first = 0;
      for (int i = 1; i <= own.size(); i++) {
        if (i == own.size() || own.get(i).at() - own.get(i - 1).at() > GAP) {
          sessions.add(row(own.subList(first, i)));
          first = i;
        }
      }
    }
    return sessions;
  }

  private static String row(List<Click> visit) {
    Click first = visit.get(0);
    Click last = visit.get(visit.size() - 1);
    Set<String> pages = new HashSet<>();
    visit.forEach(c -> pages.add(c.page()));
    return ("%1$s={\"user\":\"%1$s\",\"start\":\"%2$s\",\"end\":\"%3$s\",\"clicks\":%4$d,"
            + "\"pages\":%5$d,\"landing\":\"%6$s\",\"exit\":\"%7$s\"}")
        .formatted(
            first.user(),
            Instant.ofEpochMilli(first.at()),
            Instant.ofEpochMilli(last.at()),
            visit.size(),
            pages.size(),
            first.page(),
            last.page());
  }
}
