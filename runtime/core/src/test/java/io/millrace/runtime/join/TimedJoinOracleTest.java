package io.millrace.runtime.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.window.WindowSpec;
import io.millrace.runtime.window.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows of both sides, watermarks and rescaled restarts, against nested loops over all rows.
 * A failure names its seed.
 */
@Tag("thorough")
class TimedJoinOracleTest {
  private static final OutputTag<JoinRow> LATE_LEFT = new OutputTag<>("late-left", JoinRow.TYPE);
  private static final OutputTag<JoinRow> LATE_RIGHT = new OutputTag<>("late-right", JoinRow.TYPE);
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "?");

  /** A row, and the watermark that it came behind. */
  private record Came(JoinRow row, long watermark) {}

  private final List<Came> lefts = new ArrayList<>();
  private final List<Came> rights = new ArrayList<>();
  private final List<String> late = new ArrayList<>();

  /** What decides whether a row is late. */
  private interface Lateness {
    boolean isLate(JoinRow row, long watermark);
  }

  private List<String> play(JoinRun run, Random random, boolean rocksdb, Lateness lateness)
      throws Exception {
    long now = 0;
    long watermark = Long.MIN_VALUE;
    List<String> lateRows = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      int dice = random.nextInt(100);
      if (dice < 80) {
        now += random.nextInt(3);
        long time = now - (random.nextInt(6) == 0 ? random.nextInt(30) : random.nextInt(5));
        JoinRow row = JoinRow.of(KEYS.get(random.nextInt(KEYS.size())), time, step);
        boolean left = random.nextBoolean();
        if (lateness.isLate(row, watermark)) {
          late.add(row.toString());
        } else {
          (left ? lefts : rights).add(new Came(row, watermark));
        }
        if (left) {
          run.left(row);
        } else {
          run.right(row);
        }
      } else if (dice < 95) {
        watermark = Math.max(watermark, now - 3 + random.nextInt(6));
        run.watermark(watermark);
      } else {
        lateRows.addAll(run.side(LATE_LEFT));
        lateRows.addAll(run.side(LATE_RIGHT));
        run.restore(1 + random.nextInt(rocksdb ? 2 : 4));
      }
    }
    run.watermark(Long.MAX_VALUE);
    lateRows.addAll(run.side(LATE_LEFT));
    lateRows.addAll(run.side(LATE_RIGHT));
    if (!rocksdb) {
      assertThat(run.stateEntries()).as("state is cleared").isZero();
    }
    return lateRows;
  }

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (JoinKind kind : JoinKind.values()) {
      for (long seed = 0; seed < 6; seed++) {
        runs.add(Arguments.of(kind, seed, false));
      }
      if (kind == JoinKind.FULL) {
        runs.add(Arguments.of(kind, 100L, true));
      }
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{0} seed {1} rocksdb {2}")
  @MethodSource("runs")
  void intervalJoins(JoinKind kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    long before = random.nextInt(12);
    long after = random.nextInt(12);
    List<String> results;
    List<String> lateRows;
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.interval(
                    Duration.ofMillis(before),
                    Duration.ofMillis(after),
                    kind,
                    new Pairs.Plain(),
                    JoinRow.TYPE,
                    JoinRow.TYPE,
                    LATE_LEFT,
                    LATE_RIGHT),
            rocksdb)) {
      lateRows = play(run, random, rocksdb, (row, watermark) -> row.time <= watermark);
      results = kind == JoinKind.SEMI ? run.texts() : run.timed();
    }
    assertThat(lateRows).containsExactlyInAnyOrderElementsOf(late);
    List<String> expected = new ArrayList<>();
    Set<JoinRow> paired = new LinkedHashSet<>();
    for (Came l : lefts) {
      boolean matched = false;
      for (Came r : rights) {
        JoinRow right = r.row();
        if (l.row().hasKey()
            && l.row().key.equals(right.key)
            && right.time >= l.row().time - before
            && right.time <= l.row().time + after
            && Pairs.condition(l.row(), right)) {
          matched = true;
          paired.add(right);
          if (!kind.leftOnly()) {
            expected.add(
                "+I" + Pairs.text(l.row(), right) + "@" + Math.max(l.row().time, right.time));
          }
        }
      }
      String alone = "+I" + Pairs.text(l.row(), null);
      if (kind == JoinKind.SEMI && matched) {
        expected.add(alone);
      } else if (kind.emitsUnmatchedLeft() && !matched) {
        expected.add(alone + "@" + (l.row().time + (l.row().hasKey() ? after : 0)));
      }
    }
    if (kind.padsRight()) {
      for (Came r : rights) {
        if (!paired.contains(r.row())) {
          expected.add(
              "+I"
                  + Pairs.text(null, r.row())
                  + "@"
                  + (r.row().time + (r.row().hasKey() ? before : 0)));
        }
      }
    }
    assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest(name = "{0} seed {1} rocksdb {2}")
  @MethodSource("runs")
  void windowJoins(JoinKind kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    long size = 1 + random.nextInt(12);
    long slide = seed % 3 == 0 ? size : 1 + random.nextInt((int) size);
    WindowSpec windows = Windows.sliding(Duration.ofMillis(size), Duration.ofMillis(slide));
    List<String> results;
    List<String> lateRows;
    try (JoinRun run = new JoinRun(() -> window(windows, kind), rocksdb)) {
      lateRows =
          play(
              run,
              random,
              rocksdb,
              (row, mark) -> Math.floorDiv(row.time, slide) * slide + size - 1 <= mark);
      results = run.timed();
    }
    assertThat(lateRows).containsExactlyInAnyOrderElementsOf(late);
    Set<Long> starts = new LinkedHashSet<>();
    for (List<Came> side : List.of(lefts, rights)) {
      for (Came came : side) {
        long last = Math.floorDiv(came.row().time, slide) * slide;
        for (long start = last; start > came.row().time - size; start -= slide) {
          starts.add(start);
        }
      }
    }
    List<String> expected = new ArrayList<>();
    for (long start : starts) {
      expect(kind, start, start + size, expected);
    }
    assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static TwoInputStreamOperator<JoinRow, JoinRow, String> window(
      WindowSpec windows, JoinKind kind) {
    return JoinOperators.window(
        windows, kind, new Pairs.InWindow(), JoinRow.TYPE, JoinRow.TYPE, LATE_LEFT, LATE_RIGHT);
  }

  private static List<JoinRow> in(List<Came> side, long start, long end) {
    return side.stream()
        .filter(c -> c.row().time >= start && c.row().time < end && end - 1 > c.watermark())
        .map(Came::row)
        .toList();
  }

  private void expect(JoinKind kind, long start, long end, List<String> expected) {
    String suffix = "[" + start + "," + end + ")@" + (end - 1);
    List<JoinRow> rightRows = in(rights, start, end);
    Set<JoinRow> paired = new LinkedHashSet<>();
    for (JoinRow left : in(lefts, start, end)) {
      boolean matched = false;
      for (JoinRow right : rightRows) {
        if (left.hasKey() && left.key.equals(right.key) && Pairs.condition(left, right)) {
          matched = true;
          paired.add(right);
          if (!kind.leftOnly()) {
            expected.add(Pairs.text(left, right) + suffix);
          }
        }
      }
      if (matched ? kind == JoinKind.SEMI : kind.emitsUnmatchedLeft()) {
        expected.add(Pairs.text(left, null) + suffix);
      }
    }
    if (kind.padsRight()) {
      rightRows.stream()
          .filter(right -> !paired.contains(right))
          .forEach(right -> expected.add(Pairs.text(null, right) + suffix));
    }
  }

  @ParameterizedTest(name = "{0} seed {1} rocksdb {2}")
  @MethodSource("runs")
  void sessionJoins(JoinKind kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    long gap = 1 + random.nextInt(5);
    List<JoinRow> rows = new ArrayList<>();
    List<Boolean> ofLeft = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(3);
      rows.add(JoinRow.of(KEYS.get(random.nextInt(4)), now - random.nextInt(8), i));
      ofLeft.add(random.nextBoolean());
    }
    List<String> results;
    try (JoinRun run =
        new JoinRun(() -> window(Windows.session(Duration.ofMillis(gap)), kind), rocksdb)) {
      for (int i = 0; i < rows.size(); i++) {
        if (ofLeft.get(i)) {
          run.left(rows.get(i));
        } else {
          run.right(rows.get(i));
        }
        if (i % 17 == 5) {
          run.watermark(rows.get(i).time - 30);
          run.restore(1 + random.nextInt(rocksdb ? 2 : 4));
        }
      }
      run.watermark(Long.MAX_VALUE);
      results = run.timed();
      if (!rocksdb) {
        assertThat(run.stateEntries()).as("state is cleared").isZero();
      }
    }
    List<String> expected = new ArrayList<>();
    for (String key : KEYS) {
      List<Integer> own = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).key.equals(key)) {
          own.add(i);
        }
      }
      own.sort((x, y) -> Long.compare(rows.get(x).time, rows.get(y).time));
      int first = 0;
      for (int i = 1; i <= own.size(); i++) {
        if (i == own.size() || rows.get(own.get(i)).time - rows.get(own.get(i - 1)).time > gap) {
          lefts.clear();
          rights.clear();
          for (int member : own.subList(first, i)) {
            (ofLeft.get(member) ? lefts : rights).add(new Came(rows.get(member), Long.MIN_VALUE));
          }
          expect(
              kind, rows.get(own.get(first)).time, rows.get(own.get(i - 1)).time + gap, expected);
          first = i;
        }
      }
    }
    assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
  }

  static Stream<Arguments> asOfRuns() {
    List<Arguments> runs = new ArrayList<>();
    for (JoinKind kind : List.of(JoinKind.INNER, JoinKind.LEFT)) {
      for (long seed = 0; seed < 12; seed++) {
        runs.add(Arguments.of(kind, seed, kind == JoinKind.LEFT && seed == 11));
      }
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{0} seed {1} rocksdb {2}")
  @MethodSource("asOfRuns")
  void asOfJoins(JoinKind kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    long maxAge = seed % 2 == 0 ? Long.MAX_VALUE / 2 : random.nextInt(15);
    AsOf asOf =
        seed % 2 == 0 ? AsOf.latest(kind) : AsOf.latest(kind).maxAge(Duration.ofMillis(maxAge));
    List<JoinRow> waiting = new ArrayList<>();
    List<JoinRow> versions = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> results;
    try (JoinRun run =
        new JoinRun(
            () ->
                JoinOperators.asOf(
                    asOf, new Pairs.Plain(), JoinRow.TYPE, JoinRow.TYPE, LATE_LEFT, LATE_RIGHT),
            rocksdb)) {
      long now = 0;
      long watermark = Long.MIN_VALUE;
      for (int step = 0; step < 220; step++) {
        int dice = random.nextInt(100);
        if (dice < 80) {
          now += random.nextInt(3);
          JoinRow row =
              JoinRow.of(KEYS.get(random.nextInt(KEYS.size())), now - random.nextInt(9), step);
          if (random.nextInt(3) > 0) {
            run.left(row);
            if (row.time > watermark) {
              waiting.add(row);
            }
          } else {
            run.right(row);
            versions.add(row);
          }
        } else if (dice < 95) {
          watermark = Math.max(watermark, now - 3 + random.nextInt(6));
          run.watermark(watermark);
          reach(kind, maxAge, waiting, versions, watermark, expected);
        } else {
          run.restore(1 + random.nextInt(rocksdb ? 2 : 4));
        }
      }
      run.watermark(Long.MAX_VALUE);
      reach(kind, maxAge, waiting, versions, Long.MAX_VALUE, expected);
      results = run.timed();
    }
    assertThat(results).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void reach(
      JoinKind kind,
      long maxAge,
      List<JoinRow> waiting,
      List<JoinRow> versions,
      long watermark,
      List<String> expected) {
    for (JoinRow left : waiting) {
      if (left.time > watermark) {
        continue;
      }
      JoinRow best = null;
      for (JoinRow version : versions) {
        if (version.hasKey()
            && version.key.equals(left.key)
            && version.time <= left.time
            && (best == null || version.time >= best.time)) {
          best = version;
        }
      }
      if (best != null && left.time - best.time <= maxAge && Pairs.condition(left, best)) {
        expected.add("+I" + Pairs.text(left, best) + "@" + left.time);
      } else if (kind == JoinKind.LEFT) {
        expected.add("+I" + Pairs.text(left, null) + "@" + left.time);
      }
    }
    waiting.removeIf(left -> left.time <= watermark);
  }
}
