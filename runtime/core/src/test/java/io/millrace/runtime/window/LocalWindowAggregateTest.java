package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregating in two steps gives what one step gives, at the same time. */
class LocalWindowAggregateTest {
  private static final TypeInformation<Tuple2<Long, Long>> ACCUMULATOR =
      Types.TUPLE(Types.LONG, Types.LONG);
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

  /** Counts rows, and sums their ids. */
  private static final class Sums
      extends Aggregator<String, Tuple3<String, Long, Long>, Tuple2<Long, Long>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public void add(
        Tuple2<Long, Long> accumulator, Tuple3<String, Long, Long> row, long timestamp) {
      accumulator.f0++;
      accumulator.f1 += row.f2;
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f0 += from.f0;
      into.f1 += from.f1;
    }

    @Override
    public void emit(
        String key,
        long windowStart,
        long windowEnd,
        Tuple2<Long, Long> accumulator,
        Collector<String> out) {
      out.collect(
          "%s[%d,%d)%s".formatted(key, windowStart / 1_000, windowEnd / 1_000, accumulator));
    }
  }

  static Stream<AlignedWindows> shapes() {
    return Stream.of(
        Windows.tumbling(Duration.ofMillis(10)),
        Windows.sliding(Duration.ofMillis(10), Duration.ofMillis(4)),
        Windows.sliding(Duration.ofMillis(4), Duration.ofMillis(10)),
        Windows.sliding(Duration.ofMillis(60), Duration.ofMillis(2)),
        Windows.cumulating(Duration.ofMillis(20), Duration.ofMillis(5))
            .offset(Duration.ofMillis(3)),
        Windows.tumbling(Duration.ofHours(1)).zone("Europe/Vienna"));
  }

  /** Two subtasks whose watermarks differ, checkpoints, and restarts at other parallelisms. */
  @ParameterizedTest
  @Tag("thorough")
  @MethodSource("shapes")
  void givesWhatOneStepGives(AlignedWindows windows) throws Exception {
    long unit = windows instanceof ZonedWindows ? 360_000 : 1;
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(6);
      try (var one =
              new KeyedRun<>(
                  () -> WindowOperators.aggregate(windows, new Sums(), ACCUMULATOR),
                  row -> row.f0,
                  false);
          var two =
              new KeyedRun<>(
                  () -> WindowOperators.merging(windows, new Sums(), ACCUMULATOR),
                  partial -> partial.f0,
                  false);
          Subtask left = new Subtask(windows, capacity);
          Subtask right = new Subtask(windows, capacity)) {
        List<Subtask> subtasks = List.of(left, right);
        for (int step = 0; step < 200; step++) {
          Subtask subtask = subtasks.get(random.nextInt(2));
          switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
              subtask.watermark += random.nextInt(6) * unit;
              subtask.harness.processWatermark(subtask.watermark);
              subtask.moveTo(two);
              long reached = Math.min(left.watermark, right.watermark);
              one.watermark(reached);
              two.watermark(reached);
            }
            case 3 -> {
              for (Subtask each : subtasks) {
                each.harness.prepareSnapshotPreBarrier(step);
                each.moveTo(two);
              }
              int parallelism = 1 + random.nextInt(3);
              one.restore(parallelism);
              two.restore(parallelism);
            }
            default -> {
              long time = Math.max(0, subtask.watermark + (random.nextInt(30) - 12) * unit);
              var row = Tuple3.of(KEYS.get(random.nextInt(KEYS.size())), time, (long) step);
              one.row(row, time);
              subtask.harness.processElement(row, time);
              subtask.moveTo(two);
            }
          }
          assertThat(sorted(two.take()))
              .as("seed %d step %d", seed, step)
              .isEqualTo(sorted(one.take()));
        }
        for (Subtask each : subtasks) {
          each.harness.endInput();
          each.moveTo(two);
        }
        one.watermark(Long.MAX_VALUE);
        two.watermark(Long.MAX_VALUE);
        assertThat(sorted(two.take())).as("seed %d", seed).isEqualTo(sorted(one.take()));
      }
    }
  }

  @Test
  void holdsRowsBackUntilTheyAreNeeded() throws Exception {
    try (Subtask subtask = new Subtask(Windows.tumbling(Duration.ofMillis(10)), 3)) {
      for (long i = 0; i < 8; i++) {
        subtask.harness.processElement(Tuple3.of(i % 2 == 0 ? "a" : "b", i, i), i);
      }
      subtask.harness.processElement(Tuple3.of("a", 12L, 100L), 12);
      // Three results are enough.
      assertThat(subtask.values())
          .containsExactlyInAnyOrder("a 10 4 12", "b 10 4 16", "a 20 1 100");
      subtask.harness.processElement(Tuple3.of("a", 9L, 1L), 9);
      subtask.harness.processElement(Tuple3.of("a", 13L, 1L), 13);
      subtask.harness.processWatermark(8);
      assertThat(subtask.values()).isEmpty();
      subtask.harness.processWatermark(9);
      assertThat(subtask.values()).containsExactly("a 10 1 1");
      // Behind the watermark, nothing waits.
      subtask.harness.processElement(Tuple3.of("a", 9L, 2L), 9);
      assertThat(subtask.values()).containsExactly("a 10 1 2");
      subtask.harness.prepareSnapshotPreBarrier(1);
      assertThat(subtask.values()).containsExactly("a 20 1 1");
    }
  }

  /** Keys that never repeat are not worth waiting for; later ones may be. */
  @Test
  void passesRowsWhoseKeysSeldomRepeat() throws Exception {
    try (Subtask subtask = new Subtask(Windows.tumbling(Duration.ofMillis(10)), 4)) {
      for (long i = 0; i < 4; i++) {
        subtask.harness.processElement(Tuple3.of("k" + i, i, i), i);
      }
      assertThat(subtask.values()).hasSize(4);
      for (long i = 0; i < 80; i++) {
        subtask.harness.processElement(Tuple3.of("a", 5L, i), 5);
        assertThat(subtask.values()).hasSize(1);
      }
      subtask.harness.processElement(Tuple3.of("a", 5L, 7L), 5);
      assertThat(subtask.values()).isEmpty();
    }
  }

  private static List<String> sorted(List<StreamRecord<String>> records) {
    return records.stream().map(r -> r.getTimestamp() + " " + r.getValue()).sorted().toList();
  }

  /** A subtask of the first step. */
  private static final class Subtask implements AutoCloseable {
    final OneInputStreamOperatorTestHarness<
            Tuple3<String, Long, Long>, Partial<String, Tuple2<Long, Long>>>
        harness;
    long watermark;

    Subtask(AlignedWindows windows, int capacity) throws Exception {
      harness =
          new OneInputStreamOperatorTestHarness<>(
              WindowOperators.local(windows, row -> row.f0, new Sums(), capacity));
      harness.setup(
          Partial.type(Types.STRING, ACCUMULATOR)
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      harness.open();
    }

    List<StreamRecord<Partial<String, Tuple2<Long, Long>>>> take() {
      List<StreamRecord<Partial<String, Tuple2<Long, Long>>>> taken = new ArrayList<>();
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          @SuppressWarnings("unchecked")
          var partial = (StreamRecord<Partial<String, Tuple2<Long, Long>>>) record;
          taken.add(partial);
        }
      }
      harness.getOutput().clear();
      return taken;
    }

    List<String> values() {
      return take().stream()
          .map(r -> r.getValue())
          .map(p -> p.f0 + " " + p.f1 + " " + p.f2 + " " + p.f3.f1)
          .toList();
    }

    void moveTo(KeyedRun<Partial<String, Tuple2<Long, Long>>, String> next) throws Exception {
      for (var record : take()) {
        next.row(record.getValue(), record.getTimestamp());
      }
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
