package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingSumsTest {
  private final AtomicInteger merges = new AtomicInteger();

  /** Texts of all that was merged, in their order. */
  private final class Texts extends Aggregator<String, String, StringBuilder, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuilder createAccumulator() {
      return new StringBuilder();
    }

    @Override
    public void add(StringBuilder accumulator, String row, long timestamp) {
      accumulator.append(row);
    }

    @Override
    public void merge(StringBuilder into, StringBuilder from) {
      merges.incrementAndGet();
      into.append(from);
    }

    @Override
    public void emit(
        String key, long start, long end, StringBuilder accumulator, Collector<String> out) {
      throw new UnsupportedOperationException();
    }
  }

  private record Slice(long end, String text) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void areThoseOfAllSlices(int length) {
    Random random = new Random(length);
    SlidingSums<StringBuilder> sums = new SlidingSums<>(new Texts());
    Deque<Slice> expected = new ArrayDeque<>();
    for (long end = 1; end < 1_000; end++) {
      int slices = random.nextInt(3);
      for (int i = 0; i < slices; i++) {
        Slice slice = new Slice(3 * end + i, (3 * end + i) + " ");
        expected.add(slice);
        sums.append(slice.end(), new StringBuilder(slice.text()));
      }
      long start = 3 * (end - length);
      List<Long> gone = new ArrayList<>();
      sums.dropUpTo(start, gone::add);
      while (!expected.isEmpty() && expected.getFirst().end() <= start) {
        assertThat(gone.remove(0)).isEqualTo(expected.removeFirst().end());
      }
      assertThat(gone).isEmpty();
      assertThat(sums.size()).isEqualTo(expected.size());
      if (!expected.isEmpty()) {
        StringBuilder all = new StringBuilder();
        expected.forEach(slice -> all.append(slice.text()));
        assertThat(sums.sum().toString()).isEqualTo(all.toString());
        assertThat(sums.last()).isEqualTo(expected.getLast().end());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1_000})
  void takeAFewMergesAWindow(int length) {
    SlidingSums<StringBuilder> sums = new SlidingSums<>(new Texts());
    int windows = 3 * length;
    for (long end = 1; end <= windows; end++) {
      sums.append(end, new StringBuilder("x"));
      sums.dropUpTo(end - length, slice -> {});
      var unused = sums.sum();
    }
    assertThat(merges.get()).isLessThanOrEqualTo(5 * windows);
  }
}
