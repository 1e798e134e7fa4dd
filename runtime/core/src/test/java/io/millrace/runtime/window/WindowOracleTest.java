package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows, watermarks and rescaled restarts, against {@link WindowOracle} after every step. A
 * failure names its seed.
 */
@Tag("thorough")
class WindowOracleTest {
  private static final OutputTag<Tuple3<String, Long, Long>> LATE =
      new OutputTag<>("late", Collected.ROW);
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

  private record Shape(String name, WindowSpec spec, WindowOracle oracle) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Shape fixed(long size, long slide, long offset, long lateness) {
    return new Shape(
        "size %d slide %d offset %d lateness %d".formatted(size, slide, offset, lateness),
        (size == slide
                ? Windows.tumbling(Duration.ofMillis(size))
                : Windows.sliding(Duration.ofMillis(size), Duration.ofMillis(slide)))
            .offset(Duration.ofMillis(offset))
            .allowedLateness(Duration.ofMillis(lateness)),
        new WindowOracle.Fixed(size, slide, offset, false, lateness));
  }

  private static Shape cumulating(long size, long step, long offset, long lateness) {
    return new Shape(
        "cumulating %d by %d offset %d lateness %d".formatted(size, step, offset, lateness),
        Windows.cumulating(Duration.ofMillis(size), Duration.ofMillis(step))
            .offset(Duration.ofMillis(offset))
            .allowedLateness(Duration.ofMillis(lateness)),
        new WindowOracle.Fixed(size, step, offset, true, lateness));
  }

  private static Shape session(long gap, long lateness) {
    return new Shape(
        "session %d lateness %d".formatted(gap, lateness),
        Windows.session(Duration.ofMillis(gap)).allowedLateness(Duration.ofMillis(lateness)),
        new WindowOracle.Sessions(gap, lateness));
  }

  private static Shape shape(int kind, Random random) {
    long lateness = random.nextInt(3) * 7L;
    return switch (kind) {
      case 0 -> fixed(10, 10, random.nextInt(25) - 12, lateness);
      case 1 -> fixed(12, 4, random.nextInt(9) - 4, lateness);
      case 2 -> fixed(10, 3, random.nextInt(7) - 3, lateness);
      case 3 -> fixed(4, 10, random.nextInt(21) - 10, lateness);
      case 4 -> fixed(1 + random.nextInt(20), 1 + random.nextInt(20), random.nextInt(50), lateness);
      case 5 -> cumulating(12, 3, random.nextInt(30) - 15, lateness);
      default -> session(1 + random.nextInt(6), lateness);
    };
  }

  static Stream<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    for (int kind = 0; kind <= 6; kind++) {
      for (int round = 0; round < 20; round++) {
        runs.add(Arguments.of(kind, kind * 1000L + round, false));
      }
      runs.add(Arguments.of(kind, kind * 1000L + 40, true));
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "kind {0} seed {1} rocksdb {2}")
  @MethodSource("runs")
  void agreesWithTheOracle(int kind, long seed, boolean rocksdb) throws Exception {
    Random random = new Random(seed);
    Shape shape = shape(kind, random);
    WindowOracle oracle = shape.oracle();
    try (KeyedRun<Tuple3<String, Long, Long>, String> run =
        new KeyedRun<>(
            () ->
                WindowOperators.aggregate(
                    shape.spec(), new Collected(), Collected.ACCUMULATOR, LATE),
            row -> row.f0,
            rocksdb)) {
      long now = -40;
      for (int step = 0; step < 150; step++) {
        int dice = random.nextInt(100);
        if (dice < 72) {
          now += random.nextInt(4);
          long time = now - (random.nextInt(5) == 0 ? random.nextInt(45) : random.nextInt(6));
          Tuple3<String, Long, Long> row =
              Tuple3.of(KEYS.get(random.nextInt(KEYS.size())), time, (long) step);
          run.row(row, time);
          oracle.row(row);
        } else if (dice < 95) {
          // Subtasks do not always see the same watermark, as with unaligned checkpoints.
          int only = random.nextInt(3) == 0 ? random.nextInt(run.subtasks.size()) : -1;
          long watermark = now - 3 + random.nextInt(6);
          for (int subtask = 0; subtask < run.subtasks.size(); subtask++) {
            if (only < 0 || only == subtask) {
              run.watermark(subtask, watermark);
              int owner = subtask;
              oracle.watermark(key -> run.subtaskOf(key) == owner, KEYS, watermark);
            }
          }
        } else {
          run.restore(1 + random.nextInt(rocksdb ? 2 : 4));
        }
        compare(shape + ", seed " + seed + ", step " + step, run, oracle);
      }
      run.watermark(Long.MAX_VALUE);
      oracle.watermark(key -> true, KEYS, Long.MAX_VALUE);
      compare(shape + ", seed " + seed + ", end", run, oracle);
      if (!rocksdb) {
        assertThat(run.stateEntries()).as("state is cleared").isZero();
      }
    }
  }

  private static void compare(
      String when, KeyedRun<Tuple3<String, Long, Long>, String> run, WindowOracle oracle) {
    List<StreamRecord<String>> results = run.take();
    assertThat(results.stream().map(StreamRecord::getValue).toList())
        .as(when)
        .containsExactlyInAnyOrderElementsOf(oracle.results);
    for (StreamRecord<String> result : results) {
      String text = result.getValue();
      long end = Long.parseLong(text.substring(text.indexOf(',') + 1, text.indexOf(')')));
      assertThat(result.getTimestamp()).as(when).isEqualTo(end - 1);
    }
    assertThat(run.takeSide(LATE)).as(when).containsExactlyElementsOf(oracle.late);
    oracle.results.clear();
    oracle.late.clear();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sessionsOfInOrderRowsAreRunsOfNeighbours(long seed) throws Exception {
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    long now = -100;
    for (int i = 0; i < 50; i++) {
      now += random.nextInt(9);
      times.add(now);
    }
    List<String> expected = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= times.size(); i++) {
      if (i == times.size() || times.get(i) - times.get(i - 1) > 5) {
        List<Long> ids = new ArrayList<>();
        for (long id = first; id < i; id++) {
          ids.add(id);
        }
        expected.add(Collected.result("a", times.get(first), times.get(i - 1) + 5, ids));
        first = i;
      }
    }
    try (KeyedRun<Tuple3<String, Long, Long>, String> run =
        new KeyedRun<>(
            () ->
                WindowOperators.aggregate(
                    Windows.session(Duration.ofMillis(5)),
                    new Collected(),
                    Collected.ACCUMULATOR,
                    LATE),
            row -> row.f0,
            false)) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < times.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      for (int i : order) {
        run.row(Tuple3.of("a", times.get(i), (long) i), times.get(i));
      }
      run.watermark(Long.MAX_VALUE);
      assertThat(run.take().stream().map(StreamRecord::getValue))
          .containsExactlyElementsOf(expected);
    }
  }

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed <= 20, seed -> seed + 1);
  }
}
