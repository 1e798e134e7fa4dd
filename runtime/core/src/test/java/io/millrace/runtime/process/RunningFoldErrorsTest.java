package io.millrace.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.error.RowErrors;
import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.expr.IntOps;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.BadRecordTypeInfo;
import io.millrace.runtime.window.RunningAggregate;
import io.millrace.runtime.window.RunningAggregator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** A row whose new value cannot be computed leaves the old one as it was. */
final class RunningFoldErrorsTest {
  private static final OutputTag<BadRecord> BAD =
      new OutputTag<>("bad", BadRecordTypeInfo.INSTANCE);

  /** Sums up 60 / number. */
  private static final class Shares extends RunningAggregator<String, TestRow, List<Long>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Long> createAccumulator() {
      return new ArrayList<>(List.of(0L));
    }

    @Override
    public void add(List<Long> accumulator, TestRow row, long timestamp) {
      at = "`60 / at`";
      long share = IntOps.divide(60L, row.at());
      accumulator.set(0, accumulator.get(0) + share);
    }

    @Override
    public String result(String key, List<Long> accumulator, byte changeKind) {
      return key + accumulator.get(0) + "/" + changeKind;
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TestRow, String> harness(
      KeyedProcessFunction<String, TestRow, String> function) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), TestRow::name, Types.STRING);
    harness.open();
    return harness;
  }

  private static void rows(
      KeyedOneInputStreamOperatorTestHarness<String, TestRow, String> harness, long... numbers)
      throws Exception {
    for (long number : numbers) {
      harness.processElement(new StreamRecord<>(new TestRow("a", number), 1_000));
    }
  }

  @Test
  void deadLettersLeaveTheStateAsItWas() throws Exception {
    var fold =
        new RunningFold<>(new Shares(), Types.LIST(Types.LONG))
            .onError(RowErrors.deadLetter("shares", BAD, new TestRow.Encoder()));
    try (var harness = harness(fold)) {
      rows(harness, 0, 2, 0, 3);
      assertThat(harness.extractOutputValues()).containsExactly("a30/0", "a50/0");
      assertThat(harness.getSideOutput(BAD))
          .extracting(letter -> new String(letter.getValue().value(), StandardCharsets.UTF_8))
          .containsExactly("a=0", "a=0");
      assertThat(harness.getSideOutput(BAD))
          .allSatisfy(
              letter ->
                  assertThat(letter.getValue().cause()).contains("zero: 60 / 0 in `60 / at`"));
    }
  }

  @Test
  void updatesSkipWhatFails() throws Exception {
    var aggregate =
        new RunningAggregate<>(new Shares(), Types.LIST(Types.LONG))
            .updateBefore()
            .onError(RowErrors.skip("shares"));
    try (var harness = harness(aggregate)) {
      rows(harness, 0, 2, 0, 3);
      assertThat(harness.extractOutputValues()).containsExactly("a30/0", "a30/1", "a50/2");
    }
  }

  @Test
  void withoutAPolicyTheJobFails() throws Exception {
    try (var harness = harness(new RunningFold<>(new Shares(), Types.LIST(Types.LONG)))) {
      assertThatThrownBy(() -> rows(harness, 0)).isInstanceOf(ExpressionException.class);
    }
  }
}
