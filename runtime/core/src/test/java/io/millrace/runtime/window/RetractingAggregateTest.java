package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.Change;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** Aggregates of rows that update. */
final class RetractingAggregateTest {
  /** Count and sum. */
  private static class Sum extends RetractingAggregator<String, TestRow, long[], String> {
    private static final long serialVersionUID = 1L;

    @Override
    public long[] createAccumulator() {
      return new long[2];
    }

    @Override
    public void add(long[] accumulator, TestRow row, long timestamp) {
      accumulator[0]++;
      accumulator[1] += row.at();
    }

    @Override
    public void retract(long[] accumulator, TestRow row) {
      accumulator[0]--;
      accumulator[1] -= row.at();
    }

    @Override
    public long rows(long[] accumulator) {
      return accumulator[0];
    }

    @Override
    public String result(String key, long[] accumulator, byte changeKind) {
      return RowKind.fromByteValue(changeKind).shortString() + key + accumulator[1];
    }
  }

  private static final class SumOverTen extends Sum implements Having<String, long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean having(String key, long[] accumulator) {
      return accumulator[1] > 10;
    }
  }

  private static RetractingAggregate<String, TestRow, long[], String> aggregate(Sum aggregator) {
    return new RetractingAggregate<>(
        aggregator, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TestRow, String> harness(
      RetractingAggregate<String, TestRow, long[], String> aggregate) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(aggregate), TestRow::name, Types.STRING);
  }

  private static TestRow row(byte kind, long amount) {
    return new TestRow(kind, "a", amount);
  }

  @Test
  void takesOldValuesBackAndDeletesAKeyWithoutRows() throws Exception {
    try (var harness = harness(aggregate(new Sum()))) {
      harness.open();
      harness.processElement(row(Change.INSERT, 5), 0);
      harness.processElement(row(Change.INSERT, 7), 1);
      harness.processElement(row(Change.UPDATE_BEFORE, 5), 2);
      harness.processElement(row(Change.UPDATE_AFTER, 6), 2);
      harness.processElement(row(Change.DELETE, 7), 3);
      harness.processElement(row(Change.DELETE, 6), 4);
      assertThat(harness.numKeyedStateEntries()).isZero();
      harness.processElement(row(Change.INSERT, 1), 5);
      assertThat(harness.extractOutputValues())
          .containsExactly("+Ia5", "+Ua12", "+Ua7", "+Ua13", "+Ua6", "-Da6", "+Ia1");
    }
  }

  @Test
  void sendsOldValuesItself() throws Exception {
    try (var harness = harness(aggregate(new Sum()).updateBefore())) {
      harness.open();
      harness.processElement(row(Change.INSERT, 5), 0);
      harness.processElement(row(Change.UPDATE_AFTER, 7), 1);
      harness.processElement(row(Change.UPDATE_BEFORE, 5), 2);
      harness.processElement(row(Change.DELETE, 7), 3);
      assertThat(harness.extractOutputValues())
          .containsExactly("+Ia5", "-Ua5", "+Ua12", "-Ua12", "+Ua7", "-Da7");
    }
  }

  @Test
  void aConditionHoldsBackAndDeletes() throws Exception {
    try (var harness = harness(aggregate(new SumOverTen()))) {
      harness.open();
      harness.processElement(row(Change.INSERT, 5), 0);
      harness.processElement(row(Change.INSERT, 7), 1);
      harness.processElement(row(Change.DELETE, 5), 2);
      harness.processElement(row(Change.INSERT, 20), 3);
      harness.processElement(row(Change.DELETE, 7), 4);
      harness.processElement(row(Change.DELETE, 20), 5);
      assertThat(harness.extractOutputValues())
          .containsExactly("+Ia12", "-Da12", "+Ia27", "+Ua20", "-Da20");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void nothingIsTakenBackFromAKeyThatWasForgotten() throws Exception {
    try (var harness = harness(aggregate(new Sum()).ttl(Duration.ofSeconds(10)))) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      harness.processElement(row(Change.INSERT, 5), 0);
      harness.setStateTtlProcessingTime(20_000);
      harness.processElement(row(Change.UPDATE_BEFORE, 5), 1);
      harness.processElement(row(Change.UPDATE_AFTER, 6), 1);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia5", "+Ia6");
    }
  }
}
