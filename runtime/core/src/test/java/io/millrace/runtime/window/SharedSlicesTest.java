package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several aggregates that share slices give what each gives by itself, at the same time. */
class SharedSlicesTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");
  private static final TypeInformation<Tuple2<Long, Long>> SUMS =
      Types.TUPLE(Types.LONG, Types.LONG);
  private static final TypeInformation<Partial<Long, Tuple2<Long, Long>>> BY_LETTER =
      Partial.type(Types.LONG, SUMS);
  private static final OutputTag<Partial<Long, Tuple2<Long, Long>>> COUNTS =
      new OutputTag<>("counts", BY_LETTER);
  private static final OutputTag<Partial<Long, Tuple2<Long, Long>>> MORE_COUNTS =
      new OutputTag<>("more-counts", BY_LETTER);
  private static final OutputTag<Partial<String, Tuple2<Long, Long>>> LARGEST =
      new OutputTag<>("largest", Partial.type(Types.STRING, SUMS));

  /** A row: its key and a number. */
  private record Hit(String key, long value) {}

  /** Two numbers a window. */
  private abstract static class Numbers<K> extends Aggregator<K, Hit, Tuple2<Long, Long>, String> {
    private static final long serialVersionUID = 1L;

    /** How many rows were added. */
    static long added;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public void emit(
        K key, long start, long end, Tuple2<Long, Long> accumulator, Collector<String> out) {
      out.collect("%s[%d,%d)%s".formatted(key, start / 1_000, end / 1_000, accumulator));
    }
  }

  /** Counts rows, and sums their numbers. */
  private static final class Sums extends Numbers<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void add(Tuple2<Long, Long> accumulator, Hit row, long timestamp) {
      added++;
      accumulator.f0++;
      accumulator.f1 += row.value();
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f0 += from.f0;
      into.f1 += from.f1;
    }
  }

  /** Counts rows by the letter of their key, and keeps them in the second number. */
  private static final class Counts extends Numbers<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void add(Tuple2<Long, Long> accumulator, Hit row, long timestamp) {
      added++;
      accumulator.f1++;
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f1 += from.f1;
    }
  }

  /** The largest number. */
  private static final class Largest extends Numbers<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void add(Tuple2<Long, Long> accumulator, Hit row, long timestamp) {
      added++;
      accumulator.f0 = Math.max(accumulator.f0, row.value());
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f0 = Math.max(into.f0, from.f0);
    }
  }

  /** The counts that sums have. */
  private static final class CountsOfSums
      extends SliceTaker<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void take(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f1 += from.f0;
    }
  }

  /** What counts have. */
  private static final class CountsOfCounts
      extends SliceTaker<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void take(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      into.f1 += from.f1;
    }
  }

  private static final AlignedWindows SHORT = Windows.tumbling(Duration.ofMillis(5));
  private static final AlignedWindows LONG =
      Windows.sliding(Duration.ofMillis(35), Duration.ofMillis(20));
  private static final AlignedWindows LONGER =
      Windows.sliding(Duration.ofMillis(75), Duration.ofMillis(40));
  private static final AlignedWindows GROWING =
      Windows.cumulating(Duration.ofMillis(24), Duration.ofMillis(6)).offset(Duration.ofMillis(3));

  private static Long letter(String key) {
    return (long) key.charAt(0);
  }

  /** Of them, two take from the one before. */
  private static SharedSlices<String, Hit, Tuple2<Long, Long>> four() {
    return SharedSlices.<String, Hit>by(Hit::key)
        .first("short", SHORT, new Sums())
        .and(
            "long",
            COUNTS,
            LONG,
            new Counts(),
            SharedSlicesTest::letter,
            "short",
            new CountsOfSums())
        .and("growing", LARGEST, GROWING, new Largest(), SharedSlices.sameKey())
        .and(
            "longer",
            MORE_COUNTS,
            LONGER,
            new Counts(),
            SharedSlicesTest::letter,
            "long",
            new CountsOfCounts());
  }

  private static SharedSlices<String, Hit, Tuple2<Long, Long>> two(
      AlignedWindows windows, AlignedWindows longer) {
    return SharedSlices.<String, Hit>by(Hit::key)
        .first("short", windows, new Sums())
        .and(
            "long",
            COUNTS,
            longer,
            new Counts(),
            SharedSlicesTest::letter,
            "short",
            new CountsOfSums());
  }

  /** Two subtasks whose watermarks differ, checkpoints, and restarts at other parallelisms. */
  @Test
  @Tag("thorough")
  void givesWhatEachGivesByItself() throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(6);
      try (Runs runs = new Runs();
          Subtask left = new Subtask(capacity);
          Subtask right = new Subtask(capacity)) {
        List<Subtask> subtasks = List.of(left, right);
        for (int step = 0; step < 400; step++) {
          Subtask subtask = subtasks.get(random.nextInt(2));
          switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
              subtask.watermark += random.nextInt(6);
              subtask.harness.processWatermark(subtask.watermark);
              subtask.moveTo(runs);
              runs.watermark(Math.min(left.watermark, right.watermark));
            }
            case 3 -> {
              for (Subtask each : subtasks) {
                each.harness.prepareSnapshotPreBarrier(step);
                each.moveTo(runs);
              }
              runs.restore(1 + random.nextInt(3));
            }
            default -> {
              long time = Math.max(0, subtask.watermark + random.nextInt(30) - 12);
              Hit hit = new Hit(KEYS.get(random.nextInt(KEYS.size())), step);
              runs.row(hit, time);
              subtask.harness.processElement(hit, time);
              subtask.moveTo(runs);
            }
          }
          runs.compare("seed %d step %d".formatted(seed, step));
        }
        for (Subtask each : subtasks) {
          each.harness.endInput();
          each.moveTo(runs);
        }
        runs.watermark(Long.MAX_VALUE);
        runs.compare("end of seed " + seed);
      }
    }
  }

  @Test
  void addsRowsOnceWhereLongWindowsTakeFromShortOnes() throws Exception {
    AlignedWindows windows = Windows.tumbling(Duration.ofMillis(10));
    AlignedWindows longer = Windows.tumbling(Duration.ofMillis(40));
    try (Subtask subtask = new Subtask(two(windows, longer), 100)) {
      Numbers.added = 0;
      for (long time = 0; time < 40; time++) {
        subtask.harness.processElement(new Hit("a", time), time);
        subtask.harness.processWatermark(time - 1);
      }
      assertThat(Numbers.added).isEqualTo(40);
      assertThat(subtask.main()).containsExactly("a 10 10 45", "a 20 10 145", "a 30 10 245");
      assertThat(subtask.side(COUNTS)).isEmpty();
      subtask.harness.processWatermark(39);
      assertThat(subtask.main()).containsExactly("a 40 10 345");
      assertThat(subtask.side(COUNTS)).containsExactly("97 40 40 40");
    }
  }

  /** One result a slice, however many slices of the other end with one watermark. */
  @Test
  void takesAllSlicesThatEndTogether() throws Exception {
    AlignedWindows windows = Windows.tumbling(Duration.ofMillis(10));
    AlignedWindows longer = Windows.tumbling(Duration.ofMillis(40));
    try (Subtask subtask = new Subtask(two(windows, longer), 100)) {
      for (long time = 0; time < 100; time++) {
        subtask.harness.processElement(new Hit("a", time), time);
      }
      subtask.harness.processWatermark(89);
      assertThat(subtask.main()).hasSize(9);
      assertThat(subtask.side(COUNTS)).containsExactly("97 40 40 40", "97 80 40 40");
      subtask.harness.endInput();
      assertThat(subtask.main()).hasSize(1);
      assertThat(subtask.side(COUNTS)).containsExactly("97 120 20 20");
    }
  }

  /** A watermark of the one sends nothing of the other; a barrier sends all. */
  @Test
  void holdsBackWhatNoWindowNeeds() throws Exception {
    try (Subtask subtask = new Subtask(100)) {
      subtask.harness.processElement(new Hit("a", 5), 1);
      subtask.harness.processElement(new Hit("a", 7), 8);
      subtask.harness.processWatermark(2);
      // Growing windows end at 3, 9, 15, ...
      assertThat(subtask.main()).isEmpty();
      assertThat(subtask.side(LARGEST)).containsExactly("a 3 1 0");
      subtask.harness.processWatermark(9);
      assertThat(subtask.main()).containsExactly("a 5 1 5", "a 10 1 7");
      assertThat(subtask.side(LARGEST)).containsExactly("a 9 1 0");
      assertThat(subtask.side(COUNTS)).isEmpty();
      subtask.harness.prepareSnapshotPreBarrier(1);
      assertThat(subtask.side(COUNTS)).containsExactly("97 15 2 2");
      assertThat(subtask.side(MORE_COUNTS)).containsExactly("97 35 2 2");
    }
  }

  /** What is behind one aggregate's watermark may be ahead of another's. */
  @Test
  void addsRowsBehindTheShortWindowsToTheLongOnes() throws Exception {
    AlignedWindows windows = Windows.tumbling(Duration.ofMillis(10));
    AlignedWindows longer = Windows.tumbling(Duration.ofMillis(40));
    try (Subtask subtask = new Subtask(two(windows, longer), 100)) {
      subtask.harness.processElement(new Hit("a", 1), 12);
      subtask.harness.processWatermark(19);
      assertThat(subtask.main()).containsExactly("a 20 1 1");
      subtask.harness.processElement(new Hit("a", 2), 13);
      assertThat(subtask.main()).containsExactly("a 20 1 2");
      assertThat(subtask.side(COUNTS)).isEmpty();
      subtask.harness.processWatermark(39);
      assertThat(subtask.side(COUNTS)).containsExactly("97 40 2 2");
    }
  }

  @Test
  void refusesToTakeFromWhatComesLater() {
    assertThatThrownBy(
            () ->
                SharedSlices.<String, Hit>by(Hit::key)
                    .first("short", SHORT, new Sums())
                    .and(
                        "long",
                        COUNTS,
                        LONG,
                        new Counts(),
                        SharedSlicesTest::letter,
                        "longer",
                        new CountsOfCounts()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("long takes from longer, which is not before it");
  }

  /** What each aggregate gives, with all rows in one step, and in two of which one is shared. */
  private static final class Runs implements AutoCloseable {
    final KeyedRun<Hit, String> sums =
        new KeyedRun<>(() -> WindowOperators.aggregate(SHORT, new Sums(), SUMS), Hit::key, false);
    final KeyedRun<Partial<String, Tuple2<Long, Long>>, String> sharedSums =
        new KeyedRun<>(
            () -> WindowOperators.merging(SHORT, new Sums(), SUMS), partial -> partial.f0, false);
    final KeyedRun<Hit, String> largest =
        new KeyedRun<>(
            () -> WindowOperators.aggregate(GROWING, new Largest(), SUMS), Hit::key, false);
    final KeyedRun<Partial<String, Tuple2<Long, Long>>, String> sharedLargest =
        new KeyedRun<>(
            () -> WindowOperators.merging(GROWING, new Largest(), SUMS),
            partial -> partial.f0,
            false);
    final KeyedRun<Hit, String> counts =
        new KeyedRun<>(
            () -> WindowOperators.aggregate(LONG, new CountsByName(), SUMS), Hit::key, false);
    final KeyedRun<Partial<String, Tuple2<Long, Long>>, String> sharedCounts =
        new KeyedRun<>(
            () -> WindowOperators.merging(LONG, new CountsByName(), SUMS),
            partial -> partial.f0,
            false);

    final KeyedRun<Hit, String> moreCounts =
        new KeyedRun<>(
            () -> WindowOperators.aggregate(LONGER, new CountsByName(), SUMS), Hit::key, false);
    final KeyedRun<Partial<String, Tuple2<Long, Long>>, String> sharedMoreCounts =
        new KeyedRun<>(
            () -> WindowOperators.merging(LONGER, new CountsByName(), SUMS),
            partial -> partial.f0,
            false);

    private final List<KeyedRun<Hit, String>> alone = List.of(sums, largest, counts, moreCounts);
    private final List<KeyedRun<Partial<String, Tuple2<Long, Long>>, String>> shared =
        List.of(sharedSums, sharedLargest, sharedCounts, sharedMoreCounts);

    Runs() throws Exception {}

    void row(Hit hit, long time) throws Exception {
      for (KeyedRun<Hit, String> run : alone) {
        run.row(hit, time);
      }
    }

    void watermark(long time) throws Exception {
      for (int i = 0; i < alone.size(); i++) {
        alone.get(i).watermark(time);
        shared.get(i).watermark(time);
      }
    }

    void restore(int parallelism) throws Exception {
      for (int i = 0; i < alone.size(); i++) {
        alone.get(i).restore(parallelism);
        shared.get(i).restore(parallelism);
      }
    }

    void compare(String when) {
      for (int i = 0; i < alone.size(); i++) {
        assertThat(sorted(shared.get(i).take())).as(when).isEqualTo(sorted(alone.get(i).take()));
      }
    }

    private static List<String> sorted(List<StreamRecord<String>> records) {
      return records.stream().map(r -> r.getTimestamp() + " " + r.getValue()).sorted().toList();
    }

    @Override
    public void close() throws Exception {
      for (int i = 0; i < alone.size(); i++) {
        alone.get(i).close();
        shared.get(i).close();
      }
    }
  }

  /** {@link Counts} by the whole key. */
  private static final class CountsByName extends Numbers<String> {
    private static final long serialVersionUID = 1L;

    private final Counts counts = new Counts();

    @Override
    public void add(Tuple2<Long, Long> accumulator, Hit row, long timestamp) {
      counts.add(accumulator, row, timestamp);
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      counts.merge(into, from);
    }
  }

  /** A subtask of the first step. */
  private static final class Subtask implements AutoCloseable {
    final OneInputStreamOperatorTestHarness<Hit, Partial<String, Tuple2<Long, Long>>> harness;
    long watermark;

    Subtask(int capacity) throws Exception {
      this(four(), capacity);
    }

    Subtask(SharedSlices<String, Hit, Tuple2<Long, Long>> shared, int capacity) throws Exception {
      harness = new OneInputStreamOperatorTestHarness<>(shared.operator(capacity));
      harness.setup(
          Partial.type(Types.STRING, SUMS)
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      harness.open();
    }

    List<String> main() {
      List<String> taken = new ArrayList<>();
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          taken.add(display((Partial<?, ?>) record.getValue()));
        }
      }
      harness.getOutput().clear();
      return taken;
    }

    <K> List<String> side(OutputTag<Partial<K, Tuple2<Long, Long>>> tag) {
      Queue<StreamRecord<Partial<K, Tuple2<Long, Long>>>> out = harness.getSideOutput(tag);
      List<String> taken = new ArrayList<>();
      if (out != null) {
        out.forEach(record -> taken.add(display(record.getValue())));
        out.clear();
      }
      return taken;
    }

    private static String display(Partial<?, ?> partial) {
      Tuple2<?, ?> numbers = (Tuple2<?, ?>) partial.f3;
      return partial.f0 + " " + partial.f1 + " " + partial.f2 + " " + numbers.f1;
    }

    void moveTo(Runs runs) throws Exception {
      for (Object out : harness.getOutput()) {
        if (out instanceof StreamRecord<?> record) {
          @SuppressWarnings("unchecked")
          var partial = (Partial<String, Tuple2<Long, Long>>) record.getValue();
          runs.sharedSums.row(partial, record.getTimestamp());
        }
      }
      harness.getOutput().clear();
      for (var record : taken(LARGEST)) {
        runs.sharedLargest.row(record.getValue(), record.getTimestamp());
      }
      moveTo(runs.sharedCounts, COUNTS);
      moveTo(runs.sharedMoreCounts, MORE_COUNTS);
    }

    private void moveTo(
        KeyedRun<Partial<String, Tuple2<Long, Long>>, String> run,
        OutputTag<Partial<Long, Tuple2<Long, Long>>> tag)
        throws Exception {
      for (var record : taken(tag)) {
        var partial = record.getValue();
        String key = String.valueOf((char) (long) partial.f0);
        run.row(new Partial<>(key, partial.f1, partial.f2, partial.f3), record.getTimestamp());
      }
    }

    private <K> List<StreamRecord<Partial<K, Tuple2<Long, Long>>>> taken(
        OutputTag<Partial<K, Tuple2<Long, Long>>> tag) {
      Queue<StreamRecord<Partial<K, Tuple2<Long, Long>>>> out = harness.getSideOutput(tag);
      if (out == null) {
        return List.of();
      }
      var taken = List.copyOf(out);
      out.clear();
      return taken;
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
