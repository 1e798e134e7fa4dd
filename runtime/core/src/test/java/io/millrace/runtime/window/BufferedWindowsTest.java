package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows over more keys than have room on the heap give what those on the heap backend do. */
@Tag("thorough")
class BufferedWindowsTest {
  private static final int KEYS = 1_500;

  /** Rows {@code (key, time in ms)}, counted in accumulators that are large for what they do. */
  private static final class Count
      extends Aggregator<String, Tuple2<String, Long>, long[], String> {
    private static final long serialVersionUID = 1L;

    @Override
    public long[] createAccumulator() {
      return new long[2_048];
    }

    @Override
    public void add(long[] accumulator, Tuple2<String, Long> row, long timestamp) {
      accumulator[0]++;
      accumulator[2_047] += row.f1;
    }

    @Override
    public void merge(long[] into, long[] from) {
      into[0] += from[0];
      into[2_047] += from[2_047];
    }

    @Override
    public void emit(String key, long start, long end, long[] accumulator, Collector<String> out) {
      out.collect(key + "@" + end / 1000 + "=" + accumulator[0] + "/" + accumulator[2_047]);
    }
  }

  static Stream<Arguments> windows() {
    Duration ten = Duration.ofMillis(10);
    return Stream.of(
        Arguments.of(Windows.tumbling(ten), 1L),
        Arguments.of(Windows.sliding(ten, Duration.ofMillis(4)), 2L),
        Arguments.of(Windows.sliding(ten, Duration.ofMillis(5)).allowedLateness(ten), 3L),
        Arguments.of(Windows.session(Duration.ofMillis(3)).allowedLateness(ten), 4L));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void givesTheSameRows(WindowSpec windows, long seed) throws Exception {
    assertThat(rows(windows, seed, true)).isEqualTo(rows(windows, seed, false));
  }

  private static List<String> rows(WindowSpec windows, long seed, boolean rocksdb)
      throws Exception {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    try (var run =
        new KeyedRun<Tuple2<String, Long>, String>(
            () ->
                WindowOperators.aggregate(
                    windows, new Count(), PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO),
            row -> row.f0,
            rocksdb)) {
      for (int step = 0; step < 4; step++) {
        for (int i = 0; i < 1_200; i++) {
          long time = step * 8 + random.nextInt(12) - (random.nextInt(20) == 0 ? 9 : 0);
          run.row(Tuple2.of("key" + random.nextInt(KEYS), time), time);
        }
        run.watermark(step * 8L);
      }
      run.watermark(1_000);
      run.take().forEach(record -> rows.add(record.getValue()));
    }
    // Keys end in the order of their groups, and within one in any.
    rows.sort(null);
    assertThat(rows).hasSizeGreaterThan(KEYS);
    return rows;
  }
}
