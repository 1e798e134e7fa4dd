package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.state.KeyedOperators;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningAggregateTest {
  private static class Sum extends RunningAggregator<String, Tuple2<String, Long>, long[], String> {
    private static final long serialVersionUID = 1L;

    @Override
    public long[] createAccumulator() {
      return new long[1];
    }

    @Override
    public void add(long[] accumulator, Tuple2<String, Long> row, long timestamp) {
      accumulator[0] += row.f1;
    }

    @Override
    public String result(String key, long[] accumulator, byte changeKind) {
      return RowKind.fromByteValue(changeKind).shortString() + key + accumulator[0];
    }
  }

  private static final class SumOverTen extends Sum implements Having<String, long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean having(String key, long[] accumulator) {
      return accumulator[0] > 10;
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String>
      harness(RunningAggregate<String, Tuple2<String, Long>, long[], String> aggregate)
          throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        KeyedOperators.process(aggregate), row -> row.f0, Types.STRING);
  }

  private static RunningAggregate<String, Tuple2<String, Long>, long[], String> aggregate(
      Sum aggregator) {
    return new RunningAggregate<>(
        aggregator, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  private static void add(
      KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, Long>, String> harness,
      long... amounts)
      throws Exception {
    for (long amount : amounts) {
      harness.processElement(Tuple2.of("a", amount), 0);
    }
  }

  @Test
  void insertsFirstAndUpdatesThen() throws Exception {
    try (var harness = harness(aggregate(new Sum()))) {
      harness.open();
      add(harness, 1, 2);
      harness.processElement(Tuple2.of("b", 5L), 0);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia1", "+Ua3", "+Ib5");
    }
  }

  @Test
  void sendsOldValuesToConsumersThatRetract() throws Exception {
    try (var harness = harness(aggregate(new Sum()).updateBefore())) {
      harness.open();
      add(harness, 1, 2, 3);
      assertThat(harness.extractOutputValues())
          .containsExactly("+Ia1", "-Ua1", "+Ua3", "-Ua3", "+Ua6");
    }
  }

  @Test
  void deletesWithTheLastValuesWhenTheConditionNoLongerHolds() throws Exception {
    try (var harness = harness(aggregate(new SumOverTen()))) {
      harness.open();
      add(harness, 5, 7, 1, -10, -1, 20);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia12", "+Ua13", "-Da13", "+Ia22");
    }
  }

  @Test
  void deletesForConsumersThatRetractToo() throws Exception {
    try (var harness = harness(aggregate(new SumOverTen()).updateBefore())) {
      harness.open();
      add(harness, 12, 1, -10);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia12", "-Ua12", "+Ua13", "-Da13");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void remembersOverARestoreWhatIsOut(boolean rocksdb) throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(aggregate(new SumOverTen()))) {
      harness.setStateBackend(
          rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      harness.open();
      add(harness, 12);
      state = harness.snapshot(1, 1);
      add(harness, 100);
    }
    try (var restored = harness(aggregate(new SumOverTen()))) {
      restored.setStateBackend(
          rocksdb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      restored.initializeState(state);
      restored.open();
      add(restored, 1, -10);
      assertThat(restored.extractOutputValues()).containsExactly("+Ua13", "-Da13");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forgetsKeysThatWereQuiet(boolean having) throws Exception {
    Sum aggregator = having ? new SumOverTen() : new Sum();
    try (var harness = harness(aggregate(aggregator).ttl(Duration.ofSeconds(10)))) {
      harness.open();
      harness.setStateTtlProcessingTime(0);
      add(harness, 11);
      harness.setStateTtlProcessingTime(9_000);
      add(harness, 1);
      harness.setStateTtlProcessingTime(18_000);
      add(harness, 1);
      harness.setStateTtlProcessingTime(29_000);
      add(harness, 20);
      assertThat(harness.extractOutputValues()).containsExactly("+Ia11", "+Ua12", "+Ua13", "+Ia20");
    }
  }
}
