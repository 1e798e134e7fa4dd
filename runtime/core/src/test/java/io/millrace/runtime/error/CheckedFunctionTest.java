package io.millrace.runtime.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.expr.ExpressionException;
import io.millrace.runtime.expr.IntOps;
import io.millrace.runtime.format.RecordEncoder;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.BadRecordTypeInfo;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class CheckedFunctionTest {
  private static final OutputTag<BadRecord> BAD =
      new OutputTag<>("bad", BadRecordTypeInfo.INSTANCE);

  private static OneInputStreamOperatorTestHarness<Long, Long> harness(RowErrors<Long> errors)
      throws Exception {
    OneInputStreamOperatorTestHarness<Long, Long> harness =
        new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new Halves(errors)));
    harness.open();
    return harness;
  }

  @Test
  void skipsRowsWithoutAValue() throws Exception {
    try (var harness = harness(RowErrors.skip("halves"))) {
      for (long n = -1; n <= 2; n++) {
        harness.processElement(n, 10 + n);
      }
      assertThat(harness.extractOutputValues()).containsExactly(-12L, 12L, 6L);
    }
  }

  @Test
  void sendsThemToASideOutput() throws Exception {
    try (var harness = harness(RowErrors.deadLetter("halves", BAD, new Text()))) {
      harness.processElement(new StreamRecord<>(0L));
      harness.processElement(3L, 7);
      harness.processElement(0L, 8);
      assertThat(harness.extractOutputValues()).containsExactly(4L);
      List<BadRecord> bad =
          harness.getSideOutput(BAD).stream().map(StreamRecord::getValue).toList();
      assertThat(bad).extracting(BadRecord::timestamp).containsExactly(Long.MIN_VALUE, 8L);
      BadRecord last = bad.get(1);
      assertThat(last.value()).isEqualTo("{\"n\":0}".getBytes(UTF_8));
      assertThat(last.key()).isNull();
      assertThat(last.node()).isEqualTo("halves");
      assertThat(last.origin()).isEmpty();
      assertThat(last.cause()).contains("zero").endsWith(" in `12 / n` (orders.yaml:7)");
    }
  }

  @Test
  void aFailureNamesNodeExpressionAndRow() {
    RowFailure failure =
        RowFailure.of(
            "halves", "`12 / n` (orders.yaml:7)", "n".repeat(2000), new ExpressionException("no"));
    assertThat(failure)
        .hasMessageStartingWith("halves: no in `12 / n` (orders.yaml:7) for nnn")
        .hasMessageContaining("nnn…. `on-error`")
        .hasNoCause();
    assertThat(failure.getMessage().length()).isLessThan(600);
  }

  private static final class Halves extends CheckedFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final RowErrors<Long> errors;

    Halves(RowErrors<Long> errors) {
      this.errors = errors;
    }

    @Override
    protected RowErrors<Long> errors() {
      return errors;
    }

    @Override
    protected void process(Long row, Context context, Collector<Long> out) {
      at = "`12 / n` (orders.yaml:7)";
      out.collect(IntOps.divide(12L, row));
    }
  }

  private static final class Text extends RecordEncoder<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] encode(Long row) {
      return ("{\"n\":" + row + "}").getBytes(UTF_8);
    }
  }
}
