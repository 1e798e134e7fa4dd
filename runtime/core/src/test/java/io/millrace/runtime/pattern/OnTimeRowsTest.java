package io.millrace.runtime.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.window.KeyedRun;
import java.util.List;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is late, before and after a restore. */
final class OnTimeRowsTest {
  private static final OutputTag<TestRow> LATE = new OutputTag<>("late", TestRow.TYPE);

  private static KeyedRun<TestRow, TestRow> run(boolean rocksdb) throws Exception {
    return new KeyedRun<>(() -> new OnTimeRows<>(LATE), TestRow::name, rocksdb);
  }

  private static void row(KeyedRun<TestRow, TestRow> run, String key, long time) throws Exception {
    run.row(new TestRow(key, time), time);
  }

  private static List<String> passed(KeyedRun<TestRow, TestRow> run) {
    return run.take().stream().map(r -> r.getValue().name() + r.getTimestamp()).toList();
  }

  private static List<String> late(KeyedRun<TestRow, TestRow> run) {
    return run.takeSide(LATE).stream().map(r -> r.name() + r.at()).toList();
  }

  @Test
  void passesOutOfOrderRowsThatTheWatermarkHasNotPassed() throws Exception {
    try (var run = run(false)) {
      row(run, "a", 5);
      run.watermark(10);
      row(run, "a", 12);
      row(run, "b", 11);
      row(run, "a", 10);
      row(run, "b", 3);
      assertThat(passed(run)).containsExactly("a5", "a12", "b11");
      assertThat(late(run)).containsExactly("a10", "b3");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsTheWatermarkOverARestoreAtAnotherParallelism(boolean rocksdb) throws Exception {
    try (var run = run(rocksdb)) {
      run.watermark(100);
      run.restore(3);
      row(run, "a", 100);
      row(run, "b", 101);
      run.watermark(50);
      row(run, "c", 60);
      run.restore(2);
      row(run, "a", 99);
      row(run, "d", 101);
      run.watermark(101);
      row(run, "d", 101);
      assertThat(passed(run)).containsExactly("d101");
      assertThat(late(run)).containsExactlyInAnyOrder("a99", "d101");
    }
  }

  @Test
  void dropsLateRowsThatNobodyReads() throws Exception {
    try (var run =
        new KeyedRun<TestRow, TestRow>(OnTimeRows::new, TestRow::name, /* rocksdb= */ false)) {
      run.watermark(10);
      row(run, "a", 10);
      row(run, "a", 11);
      assertThat(passed(run)).containsExactly("a11");
    }
  }
}
