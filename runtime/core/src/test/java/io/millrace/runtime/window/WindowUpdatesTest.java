package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of windows that replace one another: by lateness, early firing and grown sessions. */
class WindowUpdatesTest {
  private static final List<String> KEYS = List.of("a", "b", "c");

  private static KeyedRun<Tuple3<String, Long, Long>, CollectedUpdates.Result> run(
      WindowSpec windows, boolean before, boolean evenOnly, boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () ->
            WindowOperators.updating(
                windows,
                new CollectedUpdates(evenOnly),
                Collected.ACCUMULATOR,
                CollectedUpdates.RESULT,
                before,
                null),
        row -> row.f0,
        rocksdb);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** What a reader of the changes has, by key and window; fails where a change does not fit. */
  private static final class Reader {
    private final Map<String, CollectedUpdates.Result> rows = new HashMap<>();
    private CollectedUpdates.Result replaced;

    void take(List<StreamRecord<CollectedUpdates.Result>> changes, boolean before, String when) {
      for (StreamRecord<CollectedUpdates.Result> record : changes) {
        CollectedUpdates.Result row = record.getValue();
        assertThat(record.getTimestamp()).as(when).isEqualTo(row.end() - 1);
        String key = row.key() + new TimeWindow(row.start(), row.end());
        CollectedUpdates.Result insert = Change.as(Change.INSERT, row);
        switch (row.changeKind()) {
          case Change.INSERT -> assertThat(rows.put(key, insert)).as(when + row).isNull();
          case Change.DELETE -> assertThat(rows.remove(key)).as(when + row).isEqualTo(insert);
          case Change.UPDATE_BEFORE -> {
            assertThat(before).as(when + row).isTrue();
            assertThat(rows.get(key)).as(when + row).isEqualTo(insert);
            replaced = insert;
          }
          default -> {
            CollectedUpdates.Result old = rows.put(key, insert);
            assertThat(old).as(when + row).isNotNull().isNotEqualTo(insert);
            if (before) {
              assertThat(replaced).as(when + row).isEqualTo(old);
            }
            replaced = null;
          }
        }
      }
    }

    List<String> texts() {
      return rows.values().stream()
          .map(r -> Collected.result(r.key(), r.start(), r.end(), r.ids()))
          .toList();
    }
  }

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (int kind = 0; kind < 5; kind++) {
      for (int round = 0; round < 16; round++) {
        runs.add(Arguments.of(kind, kind * 1000L + round, false));
      }
      runs.add(Arguments.of(kind, kind * 1000L + 40, true));
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "kind {0} seed {1} rocksdb {2}")
  @MethodSource("runs")
  @Tag("thorough")
  void readersEndWithTheLastResults(int kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    long lateness = random.nextInt(3) * 9L;
    boolean session = kind == 4;
    WindowOracle oracle =
        switch (kind) {
          case 0 -> new WindowOracle.Fixed(10, 10, 3, false, lateness);
          case 1 -> new WindowOracle.Fixed(12, 4, 0, false, lateness);
          case 2 -> new WindowOracle.Fixed(10, 3, 1, false, lateness);
          case 3 -> new WindowOracle.Fixed(12, 3, 0, true, lateness);
          default -> new WindowOracle.Sessions(4, lateness);
        };
    WindowSpec windows =
        switch (kind) {
          case 0 -> Windows.tumbling(millis(10)).offset(millis(3));
          case 1 -> Windows.sliding(millis(12), millis(4));
          case 2 -> Windows.sliding(millis(10), millis(3)).offset(millis(1));
          case 3 -> Windows.cumulating(millis(12), millis(3));
          default -> Windows.session(millis(4));
        };
    windows = windows.allowedLateness(millis(lateness));
    int early = random.nextInt(3);
    windows =
        early == 0
            ? windows
            : early == 1 ? windows.early(millis(5)) : windows.earlyByEventTime(millis(3));
    boolean before = random.nextBoolean();
    boolean evenOnly = !session && random.nextInt(3) == 0;
    String when = windows + ", seed " + seed + ": ";
    Reader reader = new Reader();
    Map<String, String> expected = new HashMap<>();
    try (var run = run(windows, before, evenOnly, rocksdb)) {
      long now = 0;
      long clock = 1000;
      for (int step = 0; step < 150; step++) {
        int dice = random.nextInt(100);
        if (dice < 65) {
          now += random.nextInt(4);
          long time = now - (random.nextInt(5) == 0 ? random.nextInt(30) : random.nextInt(6));
          Tuple3<String, Long, Long> row =
              Tuple3.of(KEYS.get(random.nextInt(KEYS.size())), time, (long) step);
          run.row(row, time);
          oracle.row(row);
        } else if (dice < 82) {
          long watermark = now - 3 + random.nextInt(6);
          run.watermark(watermark);
          oracle.watermark(key -> true, KEYS, watermark);
        } else if (dice < 96) {
          clock += random.nextInt(8);
          run.processingTime(clock);
        } else {
          run.restore(1 + random.nextInt(3));
          run.processingTime(clock);
        }
        reader.take(run.take(), before, when);
        materialize(oracle, expected, session, evenOnly);
      }
      run.watermark(Long.MAX_VALUE);
      oracle.watermark(key -> true, KEYS, Long.MAX_VALUE);
      run.processingTime(clock + 100);
      reader.take(run.take(), before, when);
      materialize(oracle, expected, session, evenOnly);
      assertThat(reader.texts()).as(when).containsExactlyInAnyOrderElementsOf(expected.values());
      if (!rocksdb) {
        assertThat(run.stateEntries()).as(when + "state is cleared").isZero();
      }
    }
  }

  /** Keeps the last result of each window; a session replaces those that it has grown from. */
  private static void materialize(
      WindowOracle oracle, Map<String, String> expected, boolean session, boolean evenOnly) {
    for (String result : oracle.results) {
      String window = result.substring(0, result.indexOf(')') + 1);
      if (session) {
        Set<String> ids = ids(result);
        expected.values().removeIf(other -> ids.containsAll(ids(other)));
      }
      long ids = result.substring(result.indexOf(')')).chars().filter(c -> c == ',').count() + 1;
      if (evenOnly && ids % 2 == 1) {
        expected.remove(window);
      } else {
        expected.put(window, result);
      }
    }
    oracle.results.clear();
  }

  private static Set<String> ids(String result) {
    return Set.of(result.substring(result.indexOf(")[") + 2, result.length() - 1).split(", "));
  }

  private static List<String> changes(
      KeyedRun<Tuple3<String, Long, Long>, CollectedUpdates.Result> run) {
    return run.take().stream()
        .map(StreamRecord::getValue)
        .map(r -> "IbUD".charAt(r.changeKind()) + Collected.result("", r.start(), r.end(), r.ids()))
        .toList();
  }

  @Test
  void earlyResultsComeByTheClockAndOnlyWhereRowsCame() throws Exception {
    try (var run = run(Windows.tumbling(millis(100)).early(millis(10)), true, false, false)) {
      run.processingTime(1_003);
      run.row(Tuple3.of("a", 1L, 1L), 1);
      run.processingTime(1_009);
      assertThat(changes(run)).isEmpty();
      run.processingTime(1_010);
      assertThat(changes(run)).containsExactly("I[0,100)[1]");
      run.processingTime(1_050);
      run.row(Tuple3.of("a", 2L, 2L), 2);
      run.row(Tuple3.of("a", 120L, 3L), 120);
      run.processingTime(1_060);
      assertThat(changes(run)).containsExactly("b[0,100)[1]", "U[0,100)[1, 2]", "I[100,200)[3]");
      run.watermark(99);
      assertThat(changes(run)).isEmpty();
      run.watermark(199);
      assertThat(changes(run)).isEmpty();
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void earlyResultsByEventTimeComeWithTheWatermark() throws Exception {
    try (var run =
        run(
            Windows.cumulating(millis(100), millis(50)).earlyByEventTime(millis(10)),
            false,
            false,
            false)) {
      run.row(Tuple3.of("a", 1L, 1L), 1);
      run.watermark(8);
      assertThat(changes(run)).isEmpty();
      run.watermark(9);
      assertThat(changes(run)).containsExactly("I[0,50)[1]", "I[0,100)[1]");
      run.watermark(49);
      assertThat(changes(run)).isEmpty();
      run.row(Tuple3.of("a", 60L, 2L), 60);
      run.watermark(99);
      assertThat(changes(run)).containsExactly("U[0,100)[1, 2]");
    }
  }

  @Test
  void sessionsThatMergeReplaceTheirResults() throws Exception {
    try (var run = run(Windows.session(millis(10)).early(millis(10)), false, false, false)) {
      run.processingTime(1_001);
      run.row(Tuple3.of("a", 0L, 1L), 0);
      run.row(Tuple3.of("a", 15L, 2L), 15);
      run.processingTime(1_010);
      assertThat(changes(run)).containsExactly("I[0,10)[1]", "I[15,25)[2]");
      run.row(Tuple3.of("a", 8L, 3L), 8);
      run.restore(2);
      run.processingTime(1_020);
      assertThat(changes(run)).containsExactly("D[0,10)[1]", "D[15,25)[2]", "I[0,25)[1, 2, 3]");
      run.watermark(24);
      assertThat(changes(run)).isEmpty();
      assertThat(run.stateEntries()).isZero();
    }
  }
}
