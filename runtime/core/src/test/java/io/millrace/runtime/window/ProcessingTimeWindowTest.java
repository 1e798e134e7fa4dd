package io.millrace.runtime.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ProcessingTimeWindowTest {
  private static KeyedOneInputStreamOperatorTestHarness<String, Tuple3<String, Long, Long>, String>
      harness(WindowSpec windows) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        WindowOperators.aggregate(windows, new Collected(), Collected.ACCUMULATOR),
        row -> row.f0,
        Types.STRING);
  }

  private static StreamRecord<Tuple3<String, Long, Long>> row(long id) {
    return new StreamRecord<>(Tuple3.of("a", 0L, id));
  }

  private static List<String> take(
      KeyedOneInputStreamOperatorTestHarness<String, ?, String> harness) {
    List<String> values = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return values;
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void rowsBelongToTheTimeOfTheClock() throws Exception {
    try (var harness = harness(Windows.tumbling(millis(10)).processingTime())) {
      harness.open();
      harness.setProcessingTime(105);
      harness.processElement(row(1));
      harness.setProcessingTime(109);
      harness.processElement(row(2));
      assertThat(take(harness)).isEmpty();
      harness.setProcessingTime(110);
      assertThat(take(harness)).containsExactly("a[100,110)[1, 2]");
      harness.processElement(row(3));
      harness.setProcessingTime(150);
      assertThat(take(harness)).containsExactly("a[110,120)[3]");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void slidingWindowsAndSessionsGoByTheClock() throws Exception {
    try (var harness = harness(Windows.sliding(millis(10), millis(5)).processingTime())) {
      harness.open();
      harness.setProcessingTime(102);
      harness.processElement(row(1));
      harness.setProcessingTime(107);
      harness.processElement(row(2));
      harness.setProcessingTime(120);
      assertThat(take(harness))
          .containsExactly("a[95,105)[1]", "a[100,110)[1, 2]", "a[105,115)[2]");
    }
    try (var harness = harness(Windows.session(millis(5)).processingTime())) {
      harness.open();
      harness.setProcessingTime(100);
      harness.processElement(row(1));
      harness.setProcessingTime(104);
      harness.processElement(row(2));
      harness.setProcessingTime(108);
      assertThat(take(harness)).isEmpty();
      harness.setProcessingTime(109);
      assertThat(take(harness)).containsExactly("a[100,109)[1, 2]");
    }
  }

  @Test
  void openWindowsEndWithTheInput() throws Exception {
    try (var harness = harness(Windows.sliding(millis(10), millis(5)).processingTime())) {
      harness.open();
      harness.setProcessingTime(102);
      harness.processElement(row(1));
      harness.setProcessingTime(106);
      harness.processElement(row(2));
      assertThat(take(harness)).containsExactly("a[95,105)[1]");
      harness.processWatermark(Long.MAX_VALUE);
      harness.endInput();
      assertThat(take(harness)).containsExactly("a[100,110)[1, 2]", "a[105,115)[2]");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void windowsThatEndedWhileTheJobWasDownHaveTheirResult() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Windows.tumbling(millis(10)).processingTime())) {
      harness.open();
      harness.setProcessingTime(105);
      harness.processElement(row(1));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(Windows.tumbling(millis(10)).processingTime())) {
      harness.initializeState(state);
      harness.open();
      harness.setProcessingTime(200);
      harness.processElement(row(2));
      harness.setProcessingTime(210);
      assertThat(take(harness)).containsExactly("a[100,110)[1]", "a[200,210)[2]");
    }
  }

  @Test
  void noRowIsLateInProcessingTime() {
    assertThatThrownBy(
            () -> Windows.tumbling(millis(10)).allowedLateness(millis(1)).processingTime())
        .hasMessageContaining("late");
    assertThatThrownBy(
            () -> Windows.tumbling(millis(10)).earlyByEventTime(millis(1)).processingTime())
        .hasMessageContaining("event time");
  }
}
