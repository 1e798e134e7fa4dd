package io.millrace.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.TestRow;
import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Change;
import io.millrace.runtime.record.Decoded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final BadRecord BAD =
      new BadRecord(null, new byte[0], "topic", 0, 7, 123, "payments", "why");

  private final ManualClock clock = new ManualClock();
  private final List<String> output = new ArrayList<>();

  private final WatermarkOutput sink =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          output.add("" + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          output.add("idle");
        }

        @Override
        public void markActive() {
          output.add("active");
        }
      };

  private final WatermarkGeneratorSupplier.Context context =
      new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
          return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
          return clock;
        }
      };

  private <T> long send(WatermarkStrategy<T> strategy, WatermarkGenerator<T> generator, T row) {
    TimestampAssigner<T> assigner =
        strategy.createTimestampAssigner(() -> new UnregisteredMetricsGroup());
    long timestamp = assigner.extractTimestamp(row, 5_000);
    generator.onEvent(row, timestamp, sink);
    return timestamp;
  }

  private List<String> emitted(WatermarkGenerator<?> generator) {
    output.clear();
    generator.onPeriodicEmit(sink);
    return List.copyOf(output);
  }

  @Test
  void roundsFieldsDownToMillisecondsAlsoBeforeTheEpoch() {
    WatermarkStrategy<TestRow> strategy =
        EventTime.field(new TestRow.Time(), Duration.ofMillis(10), null);
    WatermarkGenerator<TestRow> generator = strategy.createWatermarkGenerator(context);
    assertThat(send(strategy, generator, new TestRow("a", -1))).isEqualTo(-1);
    assertThat(emitted(generator)).containsExactly("-12");
    assertThat(send(strategy, generator, new TestRow("a", 1_999))).isEqualTo(1);
    assertThat(emitted(generator)).containsExactly("-10");
    send(strategy, generator, new TestRow("a", 1_000));
    assertThat(emitted(generator)).containsExactly("-10");
  }

  @Test
  void deletesWithoutATimeHaveThatOfTheirRecordAndMoveNothing() {
    WatermarkStrategy<TestRow> strategy =
        EventTime.field(new NoneOfDeletes(), Duration.ofMillis(10), null);
    WatermarkGenerator<TestRow> generator = strategy.createWatermarkGenerator(context);
    send(strategy, generator, new TestRow("a", 1_000_000));
    assertThat(send(strategy, generator, new TestRow(Change.DELETE, "a", 0))).isEqualTo(5_000);
    assertThat(emitted(generator)).containsExactly("989");
  }

  private static final class NoneOfDeletes extends EventTimeExtractor<TestRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public long micros(TestRow row) {
      return row.changeKind() == Change.DELETE ? EventTime.NONE : row.at();
    }
  }

  @Test
  void badRecordsMoveNothing() {
    WatermarkStrategy<Decoded> strategy =
        EventTime.fieldOfDecoded(new TestRow.Time(), Duration.ZERO, Duration.ofSeconds(30));
    WatermarkGenerator<Decoded> generator = strategy.createWatermarkGenerator(context);
    send(strategy, generator, new TestRow("a", 1_000_000));
    assertThat(emitted(generator)).containsExactly("999");
    assertThat(send(strategy, generator, BAD)).as("a bad record's own time").isEqualTo(5_000);
    assertThat(emitted(generator)).containsExactly("999");
    // Bad records alone do not keep a split from being idle.
    for (int i = 0; i < 5; i++) {
      clock.advanceTime(Duration.ofSeconds(10));
      send(strategy, generator, BAD);
      output.addAll(emitted(generator));
    }
    assertThat(output).contains("idle");
    send(strategy, generator, new TestRow("a", 2_000_000));
    assertThat(emitted(generator)).contains("1999");
  }

  @Test
  void rowsWithoutATimeMoveNothing() {
    WatermarkStrategy<TestRow> strategy = EventTime.field(new TestRow.Time(), Duration.ZERO, null);
    WatermarkGenerator<TestRow> generator = strategy.createWatermarkGenerator(context);
    send(strategy, generator, new TestRow("a", 1_000_000));
    assertThat(send(strategy, generator, new TestRow("a", EventTime.NONE)))
        .isEqualTo(TimestampAssigner.NO_TIMESTAMP);
    assertThat(emitted(generator)).containsExactly("999");
  }

  @Test
  void takesTheRecordsOwnTime() {
    WatermarkStrategy<Decoded> strategy = EventTime.record(Duration.ofSeconds(1), null);
    WatermarkGenerator<Decoded> generator = strategy.createWatermarkGenerator(context);
    assertThat(send(strategy, generator, BAD)).isEqualTo(5_000);
    assertThat(emitted(generator)).containsExactly("" + (Long.MIN_VALUE));
    assertThat(send(strategy, generator, new TestRow("a", 1))).isEqualTo(5_000);
    assertThat(emitted(generator)).containsExactly("3999");
  }
}
