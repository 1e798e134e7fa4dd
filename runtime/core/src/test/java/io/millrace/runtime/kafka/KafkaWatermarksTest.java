package io.millrace.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

class KafkaWatermarksTest {
  private final ManualClock clock = new ManualClock(1_000_000);
  private final Recorded output = new Recorded();
  private final KafkaWatermarks<Long> watermarks =
      KafkaWatermarks.of(WatermarkStrategy.forMonotonousTimestamps());

  @Test
  void aReaderWithoutPartitionsIsIdleAfterAWhile() {
    WatermarkGenerator<Long> main = watermarks.createWatermarkGenerator(new Context());
    main.onPeriodicEmit(output);
    assertThat(output.idle).as("partitions may still come").isFalse();
    clock.advanceTime(Duration.ofSeconds(11));
    main.onPeriodicEmit(output);
    assertThat(output.idle).isTrue();
    assertThat(output.watermark).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aSilentPartitionCounts() {
    watermarks.createWatermarkGenerator(new Context());
    WatermarkGenerator<Long> partition = watermarks.createWatermarkGenerator(new Context());
    clock.advanceTime(Duration.ofMinutes(1));
    partition.onPeriodicEmit(output);
    assertThat(output.idle).isFalse();
    partition.onEvent(1L, 500, output);
    partition.onPeriodicEmit(output);
    assertThat(output.watermark).isEqualTo(499);
  }

  private final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  private static final class Recorded implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark next) {
      watermark = Math.max(watermark, next.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
