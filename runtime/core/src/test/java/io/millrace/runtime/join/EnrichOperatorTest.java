package io.millrace.runtime.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.Change;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnrichOperatorTest {
  private static final Enrichment<String, JoinRow, JoinRow> PLAIN =
      Enrichment.of(Types.STRING, JoinRow.TYPE, JoinRow.TYPE);

  private static final class ByKey extends Enricher<String, JoinRow, JoinRow, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String key(JoinRow row) {
      return row.hasKey() ? row.key : null;
    }

    @Override
    public @Nullable String smallKey(JoinRow small) {
      return key(small);
    }

    @Override
    public boolean matches(JoinRow row, JoinRow small) {
      return Pairs.condition(row, small);
    }

    @Override
    public String enrich(JoinRow row, @Nullable JoinRow small) {
      return Pairs.text(row, small);
    }
  }

  private static TwoInputStreamOperatorTestHarness<JoinRow, JoinRow, String> open(
      Enrichment<String, JoinRow, JoinRow> settings, @Nullable OperatorSubtaskState from)
      throws Exception {
    return open(settings, from, 1, 1, 0);
  }

  private static TwoInputStreamOperatorTestHarness<JoinRow, JoinRow, String> open(
      Enrichment<String, JoinRow, JoinRow> settings,
      @Nullable OperatorSubtaskState from,
      int before,
      int parallelism,
      int index)
      throws Exception {
    var harness =
        new TwoInputStreamOperatorTestHarness<JoinRow, JoinRow, String>(
            new EnrichOperator<>(new ByKey(), settings), 8, parallelism, index);
    if (from != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              from, 8, before, parallelism, index));
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<JoinRow> row(String key, long time, long id) {
    return new StreamRecord<>(JoinRow.of(key, time, id), time);
  }

  private static List<String> take(AbstractStreamOperatorTestHarness<String> harness) {
    List<String> taken = new ArrayList<>();
    for (Object out : harness.getOutput()) {
      taken.add(
          out instanceof StreamRecord<?> record
              ? record.getValue() + "@" + record.getTimestamp()
              : "watermark " + ((Watermark) out).getTimestamp());
    }
    harness.getOutput().clear();
    return taken;
  }

  @Test
  void takesTheLatestByEventTime() throws Exception {
    try (var harness = open(PLAIN, null)) {
      harness.processElement1(row("a", 1, 1));
      harness.processElement2(row("a", 20, 4));
      harness.processElement2(row("a", 10, 7));
      harness.processElement1(row("a", 2, 1));
      harness.processElement1(row("?", 2, 1));
      harness.processElement1(row("a", 3, 2));
      assertThat(take(harness)).containsExactly("a1|a4@2");
    }
  }

  @Test
  void keepsRowsWithoutPartnerIfAsked() throws Exception {
    try (var harness = open(PLAIN.keepingAll(), null)) {
      harness.processElement2(row("a", 20, 4));
      harness.processElement1(row("b", 1, 1));
      harness.processElement1(row("?", 2, 2));
      harness.processElement1(row("a", 3, 2));
      assertThat(take(harness)).containsExactly("b1|-@1", "?2|-@2", "a2|-@3");
    }
  }

  @Test
  void theSmallSideHasNoSayInWatermarks() throws Exception {
    try (var harness = open(PLAIN, null)) {
      harness.processWatermark1(new Watermark(5));
      harness.processWatermark2(new Watermark(100));
      harness.processWatermark1(new Watermark(7));
      assertThat(take(harness)).containsExactly("watermark 5", "watermark 7");
    }
  }

  @Test
  void followsChangesOfTheSmallSide() throws Exception {
    try (var harness = open(PLAIN.withChanges(), null)) {
      harness.processElement2(row("a", 20, 4));
      harness.processElement1(row("a", 1, 1));
      harness.processElement2(
          new StreamRecord<>(JoinRow.of("a", 20, 4).as(Change.UPDATE_BEFORE), 21));
      harness.processElement2(new StreamRecord<>(JoinRow.of("a", 5, 7).as(Change.UPDATE_AFTER), 5));
      harness.processElement1(row("a", 2, 1));
      harness.processElement2(new StreamRecord<>(JoinRow.of("a", 5, 7).as(Change.DELETE), 6));
      harness.processElement1(row("a", 3, 1));
      assertThat(take(harness)).containsExactly("a1|a4@1", "a1|a7@2");
    }
  }

  @Test
  void holdsRowsUntilTheSmallSideEnds() throws Exception {
    OperatorSubtaskState state;
    try (var harness = open(PLAIN.awaitingEnd(), null)) {
      harness.processElement1(row("a", 1, 1));
      harness.processElement2(row("a", 20, 4));
      harness.processElement1(row("a", 2, 3));
      harness.processWatermark1(new Watermark(5));
      assertThat(take(harness)).isEmpty();
      state = harness.snapshot(1, 1);
    }
    try (var harness = open(PLAIN.awaitingEnd(), state)) {
      harness.processElement2(row("b", 21, 5));
      harness.processElement1(row("b", 6, 2));
      harness.processWatermark1(new Watermark(8));
      assertThat(take(harness)).isEmpty();
      harness.endInput2();
      harness.processElement1(row("b", 9, 3));
      assertThat(take(harness))
          .containsExactly("a1|a4@1", "a3|a4@2", "b2|b5@6", "watermark 8", "b3|b5@9");
      state = harness.snapshot(2, 2);
    }
    try (var harness = open(PLAIN.awaitingEnd(), state)) {
      harness.processElement1(row("a", 10, 1));
      assertThat(take(harness)).as("the end was seen before").containsExactly("a1|a4@10");
    }
  }

  @Test
  void rowsThatAreHeldSurviveRescaling() throws Exception {
    OperatorSubtaskState state;
    try (var harness = open(PLAIN.awaitingEnd(), null)) {
      for (int i = 0; i < 10; i++) {
        harness.processElement1(row("a", i, 3L * i + 1));
      }
      harness.processElement2(row("a", 20, 3));
      state = harness.snapshot(1, 1);
    }
    List<String> all = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      try (var harness = open(PLAIN.awaitingEnd(), state, 1, 3, index)) {
        harness.endInput2();
        all.addAll(take(harness));
      }
    }
    assertThat(all).hasSize(10).doesNotHaveDuplicates().allMatch(text -> text.contains("|a3@"));
  }
}
