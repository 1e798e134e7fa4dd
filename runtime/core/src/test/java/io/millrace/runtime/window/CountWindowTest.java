package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountWindowTest {
  private static KeyedRun<Tuple3<String, Long, Long>, String> run(
      long size, long slide, boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () ->
            new KeyedProcessOperator<>(
                new CountWindowAggregate<>(size, slide, new Collected(), Collected.ACCUMULATOR)),
        row -> row.f0,
        rocksdb);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "3, 3, false",
    "4, 2, false",
    "5, 2, false",
    "7, 3, false",
    "6, 1, false",
    "6, 4, true"
  })
  @Tag("thorough")
  void hasTheLastRowsWheneverAsManyAsASlideHaveCome(int size, int slide, boolean rocksdb)
      throws Exception {
    Random random = new Random(size * 31L + slide);
    Map<String, List<Long>> rows = new HashMap<>();
    try (var run = run(size, slide, rocksdb)) {
      for (long id = 0; id < 200; id++) {
        String key = List.of("a", "b", "c").get(random.nextInt(3));
        List<Long> mine = rows.computeIfAbsent(key, k -> new ArrayList<>());
        mine.add(id);
        run.row(Tuple3.of(key, id * 10, id), id * 10);
        List<StreamRecord<String>> results = run.take();
        if (mine.size() >= size && (mine.size() - size) % slide == 0) {
          assertThat(results).hasSize(1);
          assertThat(results.get(0).getTimestamp()).isEqualTo(id * 10);
          assertThat(results.get(0).getValue())
              .isEqualTo(
                  Collected.result(key, 0, 0, mine.subList(mine.size() - size, mine.size())));
        } else {
          assertThat(results).isEmpty();
        }
        if (random.nextInt(20) == 0) {
          run.restore(1 + random.nextInt(3));
        }
      }
    }
  }

  @Test
  void fullWindowsLeaveNoState() throws Exception {
    try (var run = run(3, 3, false)) {
      for (long id = 0; id < 6; id++) {
        run.row(Tuple3.of("a", id, id), id);
      }
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void refusesASlideThatLeavesRowsOut() {
    assertThatThrownBy(
            () -> new CountWindowAggregate<>(2, 3, new Collected(), Collected.ACCUMULATOR))
        .hasMessageContaining("slide");
  }
}
