package io.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

/** Against Flink's own outputs of a reader, which decide when it is idle. */
class ReaderIdlenessTest {
  private static final Duration SOON = KafkaWatermarks.ASSIGNMENT.minusSeconds(1);
  private static final Duration IDLE_AFTER = Duration.ofMinutes(5);

  private final ManualClock clock = new ManualClock(1_000_000_000L);
  private final List<String> emitted = new ArrayList<>();
  private TimestampsAndWatermarks<Long> reader;
  private ReaderOutput<Long> output;

  @Test
  void aReaderWithoutPartitionsIsIdleAfterAWhile() {
    start(WatermarkStrategy.forMonotonousTimestamps());
    tick(SOON);
    assertThat(emitted).isEmpty();
    tick(Duration.ofSeconds(1));
    assertThat(emitted).containsExactly("idle");
  }

  @Test
  void aPartitionCountsHoweverLongItIsSilent() {
    start(WatermarkStrategy.forMonotonousTimestamps());
    SourceOutput<Long> partition = output.createOutputForSplit("0");
    tick(Duration.ofHours(1));
    assertThat(emitted).isEmpty();
    partition.collect(7L, 500L);
    tick(Duration.ofHours(1));
    assertThat(emitted).containsExactly("499");
  }

  @Test
  void aPartitionThatComesLateCountsAtOnceAndHoweverLongItIsSilent() {
    start(WatermarkStrategy.forMonotonousTimestamps());
    tick(Duration.ofHours(1));
    SourceOutput<Long> partition = output.createOutputForSplit("0");
    assertThat(emitted).containsExactly("idle", "active");
    tick(Duration.ofHours(1));
    partition.collect(7L, 500L);
    tick(Duration.ofHours(1));
    tick(Duration.ofHours(1));
    assertThat(emitted).containsExactly("idle", "active", "499");
  }

  @Test
  void idlePartitionsMakeTheReaderIdle() {
    start(WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(IDLE_AFTER));
    output.createOutputForSplit("0");
    SourceOutput<Long> other = output.createOutputForSplit("1");
    tick(Duration.ZERO);
    tick(SOON);
    assertThat(emitted).isEmpty();
    tick(IDLE_AFTER);
    assertThat(emitted).containsExactly("idle");
    other.collect(7L, 500L);
    tick(Duration.ZERO);
    assertThat(emitted).containsExactly("idle", "active", "499");
  }

  @Test
  void idlePartitionsThatCameLateMakeTheReaderIdleAgain() {
    start(WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(IDLE_AFTER));
    tick(Duration.ofHours(1));
    output.createOutputForSplit("0");
    SourceOutput<Long> other = output.createOutputForSplit("1");
    other.collect(7L, 500L);
    tick(Duration.ZERO);
    assertThat(emitted).as("the first has not spoken").containsExactly("idle", "active");
    tick(IDLE_AFTER.multipliedBy(2));
    tick(IDLE_AFTER.multipliedBy(2));
    tick(IDLE_AFTER.multipliedBy(2));
    assertThat(emitted.get(emitted.size() - 1)).isEqualTo("idle");
  }

  private void start(WatermarkStrategy<Long> perPartition) {
    reader =
        TimestampsAndWatermarks.createProgressiveEventTimeLogic(
            KafkaWatermarks.of(perPartition),
            new UnregisteredMetricsGroup(),
            new TestProcessingTimeService(),
            200,
            clock,
            clock,
            UnregisteredMetricGroups.createUnregisteredTaskMetricGroup().getIOMetricGroup());
    output = reader.createMainOutput(new Emitted(), new NoListener());
    tick(Duration.ZERO);
  }

  private void tick(Duration passed) {
    clock.advanceTime(passed);
    reader.emitImmediateWatermark(0);
  }

  private final class Emitted implements DataOutput<Long> {
    @Override
    public void emitRecord(StreamRecord<Long> record) {}

    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(Long.toString(watermark.getTimestamp()));
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
      emitted.add(status.isIdle() ? "idle" : "active");
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void emitWatermark(WatermarkEvent watermark) {}
  }

  private static final class NoListener implements TimestampsAndWatermarks.WatermarkUpdateListener {
    @Override
    public void updateIdle(boolean isIdle) {}

    @Override
    public void updateCurrentEffectiveWatermark(long watermark) {}

    @Override
    public void updateCurrentSplitWatermark(String split, long watermark) {}

    @Override
    public void updateCurrentSplitIdle(String split, boolean idle) {}

    @Override
    public void splitFinished(String split) {}
  }
}
