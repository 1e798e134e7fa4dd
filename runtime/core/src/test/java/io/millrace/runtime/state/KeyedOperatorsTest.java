package io.millrace.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedOperatorsTest {
  /** More than wait at most, as large as they are, so that some are written before a checkpoint. */
  private static final int KEYS = 6_000;

  /** How many numbers a value with RocksDB has. */
  private static final int LARGE = 500;

  /** Counts the rows of each key, up to four, and starts again then; the row is the key. */
  private static final class CountToFour extends BufferedFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration ttl;
    private final int length;
    private transient ValueState<long[]> count;

    CountToFour(@Nullable Duration ttl, int length) {
      this.ttl = ttl;
      this.length = length;
    }

    @Override
    public void open(OpenContext context) {
      count = valueState("count", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, ttl);
    }

    @Override
    public void processElement(Long key, Context context, Collector<String> out) throws Exception {
      long[] counted = count.value();
      if (counted == null) {
        counted = new long[length];
      }
      counted[0]++;
      if (counted[0] == 4) {
        count.clear();
      } else {
        count.update(counted);
      }
      out.collect(key + "=" + counted[0]);
    }
  }

  private static StateBackend backend(String name) {
    return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, Long, String> harness(
      String backend, int parallelism, int subtask, @Nullable Duration ttl) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(new CountToFour(ttl, backend.equals("rocksdb") ? LARGE : 1)),
            row -> row,
            Types.LONG,
            128,
            parallelism,
            subtask);
    harness.setStateBackend(backend(backend));
    return harness;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void countsAcrossCheckpointsAndWithOtherParallelism(String backend) throws Exception {
    Random random = new Random(5);
    Map<Long, Long> counts = new HashMap<>();
    LongSupplier keys = () -> random.nextInt(KEYS);
    OperatorSubtaskState state;
    try (var first = harness(backend, 1, 0, null)) {
      first.open();
      List<String> expected = new ArrayList<>();
      for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
        for (int i = 0; i < 8_000; i++) {
          long key = keys.getAsLong();
          expected.add(key + "=" + next(counts, key));
          first.processElement(key, 0);
        }
        if (checkpoint < 3) {
          first.snapshot(checkpoint, 0);
        }
      }
      assertThat(first.extractOutputValues()).isEqualTo(expected);
      state = first.snapshot(3, 0);
      // What comes behind the checkpoint is lost with the job.
      first.processElement(1L, 0);
    }
    try (var left = harness(backend, 2, 0, null);
        var right = harness(backend, 2, 1, null)) {
      var halves = List.of(left, right);
      for (int subtask = 0; subtask < 2; subtask++) {
        halves
            .get(subtask)
            .initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    state, 128, 1, 2, subtask));
        halves.get(subtask).open();
      }
      for (long key = 0; key < KEYS; key++) {
        var half = halves.get(isOf(key, 0) ? 0 : 1);
        half.processElement(key, 0);
        assertThat(half.extractOutputValues()).last().isEqualTo(key + "=" + next(counts, key));
      }
    }
  }

  private static long next(Map<Long, Long> counts, long key) {
    long count = counts.merge(key, 1L, Long::sum);
    if (count == 4) {
      counts.remove(key);
    }
    return count;
  }

  private static boolean isOf(long key, int subtask) {
    return org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, 128, 2)
        == subtask;
  }

  @Test
  void whatWaitsExpiresToo() throws Exception {
    try (var harness = harness("rocksdb", 1, 0, Duration.ofMillis(1))) {
      harness.open();
      harness.processElement(1L, 0);
      long start = System.currentTimeMillis();
      while (System.currentTimeMillis() - start < 3) {
        Thread.onSpinWait();
      }
      harness.processElement(1L, 0);
      assertThat(harness.extractOutputValues()).containsExactly("1=1", "1=1");
    }
  }
}
