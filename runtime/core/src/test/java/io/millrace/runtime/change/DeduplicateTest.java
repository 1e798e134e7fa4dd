package io.millrace.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.state.KeyedOperators;
import io.millrace.runtime.window.KeyedRun;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One row per key. */
final class DeduplicateTest {
  private static class Same extends Versions<TestRow, TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TestRow version(TestRow row, byte changeKind) {
      return row.withChangeKind(changeKind);
    }
  }

  private static final class Larger extends Same {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(TestRow a, TestRow b) {
      return Long.compare(a.at(), b.at());
    }
  }

  private static String show(TestRow row) {
    return RowKind.fromByteValue(row.changeKind()).shortString() + row.name() + row.at();
  }

  private static List<String> taken(KeyedRun<TestRow, TestRow> run) {
    return run.take().stream().map(record -> show(record.getValue())).toList();
  }

  private static KeyedRun<TestRow, TestRow> firstWithin(boolean rocksdb) throws Exception {
    return new KeyedRun<>(
        () -> new FirstRowWithin<String, TestRow>(Duration.ofMillis(10)), TestRow::name, rocksdb);
  }

  private static KeyedRun<TestRow, TestRow> last(Versions<TestRow, TestRow> versions)
      throws Exception {
    return new KeyedRun<>(
        () ->
            KeyedOperators.process(
                new LastRow<String, TestRow, TestRow>(versions, TestRow.TYPE)
                    .within(Duration.ofMillis(10))
                    .updateBefore()),
        TestRow::name,
        false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void passesTheFirstRowOfASpanOfEventTime(boolean rocksdb) throws Exception {
    try (var run = firstWithin(rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 109);
      run.row(new TestRow("b", 3), 105);
      run.row(new TestRow("a", 4), 95);
      run.row(new TestRow("a", 5), 110);
      run.row(new TestRow("a", 6), 111);
      assertThat(taken(run)).containsExactly("+Ia1", "+Ib3", "+Ia5");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dropsWhatIsTooLateToBeToldApartAlsoAfterARestore(boolean rocksdb) throws Exception {
    try (var run = firstWithin(rocksdb)) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("b", 2), 100);
      run.watermark(108);
      run.restore(3);
      run.row(new TestRow("a", 3), 100);
      run.watermark(109);
      run.restore(2);
      run.row(new TestRow("a", 4), 100);
      run.row(new TestRow("b", 5), 99);
      run.row(new TestRow("b", 6), 101);
      assertThat(taken(run)).containsExactly("+Ib6");
      run.watermark(500);
      if (!rocksdb) {
        assertThat(run.stateEntries()).isZero();
      }
    }
  }

  @Test
  void replacesByEventTime() throws Exception {
    try (var run = last(new Same())) {
      run.row(new TestRow("a", 1), 100);
      run.row(new TestRow("a", 2), 99);
      run.row(new TestRow("a", 3), 100);
      run.restore(2);
      run.row(new TestRow("a", 4), 105);
      assertThat(taken(run)).containsExactly("-Ua3", "+Ua4");
      run.watermark(114);
      run.row(new TestRow("a", 5), 116);
      assertThat(taken(run)).containsExactly("-Ua4", "+Ua5");
      run.watermark(130);
      assertThat(run.stateEntries()).isZero();
      run.row(new TestRow("a", 6), 140);
      assertThat(taken(run)).containsExactly("+Ia6");
    }
  }

  @Test
  void replacesByAnOrderOfItsOwn() throws Exception {
    try (var run = last(new Larger())) {
      run.row(new TestRow("a", 5), 100);
      run.row(new TestRow("a", 4), 200);
      run.row(new TestRow("a", 7), 50);
      assertThat(taken(run)).containsExactly("+Ia5", "-Ua5", "+Ua7");
    }
  }

  @Test
  void passesTheFirstRowOfASpanOfProcessingTime() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            KeyedOperators.process(new FirstRow<String, TestRow>().ttl(Duration.ofSeconds(10))),
            TestRow::name,
            Types.STRING)) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      harness.processElement(new StreamRecord<>(new TestRow("a", 1)));
      harness.setStateTtlProcessingTime(9_000);
      harness.processElement(new StreamRecord<>(new TestRow("a", 2)));
      harness.setStateTtlProcessingTime(11_000);
      harness.processElement(new StreamRecord<>(new TestRow("a", 3)));
      assertThat(harness.extractOutputValues().stream().map(DeduplicateTest::show))
          .containsExactly("+Ia1", "+Ia3");
    }
  }
}
