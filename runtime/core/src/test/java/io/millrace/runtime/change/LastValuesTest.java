package io.millrace.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.window.KeyedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old values of rows that replace one another. */
final class LastValuesTest {
  private static KeyedRun<TestRow, TestRow> run(boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () -> new KeyedProcessOperator<>(new LastValues<String, TestRow>(TestRow.TYPE)),
        TestRow::name,
        rocksdb);
  }

  private static TestRow now(String name, long at) {
    return new TestRow(Change.UPDATE_AFTER, name, at);
  }

  private static TestRow gone(String name) {
    return new TestRow(Change.DELETE, name, 0);
  }

  private static String show(TestRow row) {
    return RowKind.fromByteValue(row.changeKind()).shortString() + row.name() + row.at();
  }

  private static List<String> taken(KeyedRun<TestRow, TestRow> run) {
    return run.take().stream().map(record -> show(record.getValue())).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void addsWhatARowReplacesAlsoAfterARestore(boolean rocksdb) throws Exception {
    try (var run = run(rocksdb)) {
      run.row(now("a", 1), 10);
      run.row(now("b", 2), 11);
      run.row(now("a", 3), 12);
      assertThat(taken(run)).containsExactly("+Ia1", "+Ib2", "-Ua1", "+Ua3");
      run.restore(3);
      run.row(now("a", 4), 13);
      run.row(gone("b"), 14);
      assertThat(taken(run)).containsExactlyInAnyOrder("-Ua3", "+Ua4", "-Db2");
      run.restore(1);
      run.row(now("b", 5), 15);
      assertThat(taken(run)).containsExactly("+Ib5");
    }
  }

  @Test
  void dropsWhatChangesNothing() throws Exception {
    try (var run = run(false)) {
      run.row(gone("a"), 1);
      run.row(now("a", 1), 2);
      run.row(now("a", 1), 3);
      run.row(gone("a"), 4);
      run.row(gone("a"), 5);
      assertThat(taken(run)).containsExactly("+Ia1", "-Da1");
      assertThat(run.stateEntries()).isZero();
    }
  }

  @Test
  void forgetsAKeyThatIsNotTouched() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new LastValues<String, TestRow>(TestRow.TYPE).ttl(Duration.ofSeconds(10))),
            TestRow::name,
            Types.STRING)) {
      harness.open();
      long[] times = {0, 9_000, 18_000, 40_000};
      for (long time : times) {
        harness.setStateTtlProcessingTime(time);
        harness.processElement(new StreamRecord<>(now("a", time < 18_000 ? 1 : 2)));
      }
      assertThat(harness.extractOutputValues().stream().map(LastValuesTest::show))
          .as("an equal row keeps the state alive")
          .containsExactly("+Ia1", "-Ua1", "+Ua2", "+Ia2");
    }
  }

  /** Whoever adds and takes back what comes out has what the topic holds. */
  @Test
  void keepsTheBooks() throws Exception {
    Random random = new Random(7);
    Map<String, Long> table = new TreeMap<>();
    Map<String, Long> books = new TreeMap<>();
    try (var run = run(false)) {
      for (int i = 0; i < 2_000; i++) {
        String key = "k" + random.nextInt(20);
        if (random.nextInt(4) == 0) {
          table.remove(key);
          run.row(gone(key), i);
        } else {
          long value = random.nextInt(5);
          table.put(key, value);
          run.row(now(key, value), i);
        }
        if (i % 500 == 499) {
          apply(run, books);
          run.restore(1 + random.nextInt(4));
        }
      }
      apply(run, books);
    }
    assertThat(books).isEqualTo(table);
  }

  private static void apply(KeyedRun<TestRow, TestRow> run, Map<String, Long> books) {
    List<TestRow> rows = new ArrayList<>();
    run.take().forEach(record -> rows.add(record.getValue()));
    for (TestRow row : rows) {
      if (Change.adds(row.changeKind())) {
        assertThat(books.put(row.name(), row.at())).isNull();
      } else {
        assertThat(books.remove(row.name())).isEqualTo(row.at());
      }
    }
  }
}
