package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.state.HeapBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows of many slices give what merging all of their slices gives. */
@Tag("thorough")
class WindowSumsTest {
  private static final TypeInformation<Tuple2<Long, Long>> SUMS =
      Types.TUPLE(Types.LONG, Types.LONG);

  /** How many accumulators were merged. */
  private static long merges;

  /** Counts rows, and sums their numbers. */
  private static final class Sums extends Aggregator<String, Long, Tuple2<Long, Long>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public void add(Tuple2<Long, Long> accumulator, Long row, long timestamp) {
      accumulator.f0++;
      accumulator.f1 += row;
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      merges++;
      into.f0 += from.f0;
      into.f1 += from.f1;
    }

    @Override
    public void emit(
        String key, long start, long end, Tuple2<Long, Long> sums, Collector<String> out) {
      out.collect("%s[%d,%d)%s".formatted(key, start / 1_000, end / 1_000, sums));
    }
  }

  static Stream<Arguments> windows() {
    return Stream.of(
            Windows.sliding(Duration.ofMillis(200), Duration.ofMillis(4)),
            Windows.sliding(Duration.ofMillis(203), Duration.ofMillis(8)),
            Windows.cumulating(Duration.ofMillis(200), Duration.ofMillis(4))
                .offset(Duration.ofMillis(3)))
        .flatMap(shape -> Stream.of(Arguments.of(shape, false), Arguments.of(shape, true)));
  }

  private static KeyedRun<Partial<String, Tuple2<Long, Long>>, String> run(
      AlignedWindows windows, boolean summed, boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () ->
            summed
                ? WindowOperators.merging(windows, new Sums(), SUMS)
                : WindowOperators.aggregate(windows, new InOrder(), SUMS),
        partial -> partial.f0,
        rocksdb);
  }

  /** The same without saying that parts may be merged in any order. */
  private static final class InOrder
      extends Aggregator<String, Partial<String, Tuple2<Long, Long>>, Tuple2<Long, Long>, String> {
    private static final long serialVersionUID = 1L;

    private final Sums sums = new Sums();

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return sums.createAccumulator();
    }

    @Override
    public void add(
        Tuple2<Long, Long> accumulator,
        Partial<String, Tuple2<Long, Long>> partial,
        long timestamp) {
      sums.merge(accumulator, partial.accumulator());
    }

    @Override
    public void merge(Tuple2<Long, Long> into, Tuple2<Long, Long> from) {
      sums.merge(into, from);
    }

    @Override
    public void emit(
        String key, long start, long end, Tuple2<Long, Long> all, Collector<String> out) {
      sums.emit(key, start, end, all, out);
    }
  }

  private static Partial<String, Tuple2<Long, Long>> partial(
      AlignedWindows windows, String key, long time, long value) {
    return new Partial<>(key, windows.sliceEnd(time), 1, Tuple2.of(1L, value));
  }

  private static List<String> sorted(List<StreamRecord<String>> records) {
    return records.stream().map(r -> r.getTimestamp() + " " + r.getValue()).sorted().toList();
  }

  /** Rows in some disorder, some late for a part of their windows; restarts in between. */
  @ParameterizedTest
  @MethodSource("windows")
  void giveTheSameRows(AlignedWindows windows, boolean rocksdb) throws Exception {
    for (int seed = 0; seed < (rocksdb ? 2 : 6); seed++) {
      Random random = new Random(seed);
      try (var summed = run(windows, true, rocksdb);
          var merged = run(windows, false, false)) {
        long watermark = 0;
        for (int step = 0; step < 3_000; step++) {
          int what = random.nextInt(500);
          if (what == 0) {
            int parallelism = 1 + random.nextInt(2);
            summed.restore(parallelism);
            merged.restore(parallelism);
          } else if (what < 100) {
            watermark += random.nextInt(step % 1_000 < 20 ? 200 : 8);
            summed.watermark(watermark);
            merged.watermark(watermark);
          } else {
            long late = random.nextInt(20) == 0 ? 60 : 0;
            long time = Math.max(0, watermark + random.nextInt(20) - late);
            var row = partial(windows, "k" + random.nextInt(6), time, step);
            summed.row(row, time);
            merged.row(row, time);
          }
          assertThat(sorted(summed.take())).as("step " + step).isEqualTo(sorted(merged.take()));
        }
        summed.watermark(Long.MAX_VALUE);
        merged.watermark(Long.MAX_VALUE);
        assertThat(sorted(summed.take())).isEqualTo(sorted(merged.take())).isNotEmpty();
      }
    }
  }

  /** Each of the windows has a thousand slices. */
  @ParameterizedTest
  @MethodSource("ends")
  void mergeAFewSlicesAWindow(boolean atOnce) throws Exception {
    AlignedWindows windows = Windows.sliding(Duration.ofMillis(1_000), Duration.ofMillis(1));
    try (var run = run(windows, true, false)) {
      merges = 0;
      for (long time = 0; time < 2_000; time++) {
        run.row(partial(windows, "a", time, 1), time);
        if (!atOnce) {
          run.watermark(time);
        }
      }
      run.watermark(Long.MAX_VALUE);
      assertThat(run.take()).hasSize(2_999);
      assertThat(merges).isLessThan(10 * 3_000);
    }
  }

  static Stream<Boolean> ends() {
    return Stream.of(true, false);
  }

  /** There is room for a hundred: those that grow beyond it go, and no other comes. */
  @Test
  void thereIsNoMoreThanThereIsRoomFor() throws Exception {
    TypeSerializer<Tuple2<Long, Long>> serializer =
        SUMS.createSerializer(new SerializerConfigImpl());
    Sums aggregator = new Sums();
    WindowSums<Tuple2<Long, Long>> sums =
        new WindowSums<>(aggregator, new HeapBudget<>(serializer, 100));
    Map<Long, Tuple2<Long, Long>> slices = new TreeMap<>();
    for (long slice = 0; slice < 10; slice++) {
      slices.put(slice, aggregator.createAccumulator());
    }
    for (int round = 0; round < 20; round++) { // Until one was measured.
      for (int key = 0; key < 20; key++) {
        sums.remove(key);
        sums.start(key, slices, 9);
      }
    }
    List<Integer> kept =
        IntStream.range(0, 20).filter(key -> sums.get(key) != null).boxed().toList();
    assertThat(kept).hasSize(10);
    int growing = kept.get(0);
    SlidingSums<Tuple2<Long, Long>> more = sums.get(growing);
    more.append(10, aggregator.createAccumulator());
    sums.changed(growing, more, 10);
    assertThat(sums.get(growing)).isNull();
  }
}
