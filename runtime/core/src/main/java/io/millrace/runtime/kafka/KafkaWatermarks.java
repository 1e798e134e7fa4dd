package io.millrace.runtime.kafka;

import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks of a Kafka source whose readers without partitions do not hold back the others.
 *
 * <p>With more readers than partitions, Flink waits for ever for a watermark of those that have
 * none, unless idleness is set, which lets partitions fall behind too. Here a partition still
 * counts until its own idleness is declared.
 */
public final class KafkaWatermarks<T> implements WatermarkStrategy<T> {
  private static final long serialVersionUID = 1L;

  /**
   * All readers get their partitions together once they are known. Before that, a reader without
   * one says nothing of the partitions that it will have.
   */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final WatermarkStrategy<T> perPartition;
  private transient boolean hasMainOutput;

  private KafkaWatermarks(WatermarkStrategy<T> perPartition) {
    this.perPartition = perPartition;
  }

  /** The strategy, run per partition. */
  public static <T> KafkaWatermarks<T> of(WatermarkStrategy<T> perPartition) {
    return new KafkaWatermarks<>(perPartition);
  }

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return perPartition.createTimestampAssigner(context);
  }

  /**
   * A reader asks first for the generator of its main output, to which a Kafka source writes
   * nothing, and then for one per partition.
   */
  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    if (hasMainOutput) {
      return perPartition.createWatermarkGenerator(context);
    }
    hasMainOutput = true;
    return new Silent<>(
        perPartition.createWatermarkGenerator(context), context.getInputActivityClock());
  }

  /** Idle until an event comes after all. */
  private static final class Silent<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> awake;
    private final RelativeClock clock;
    private final long start;
    private boolean asleep = true;

    Silent(WatermarkGenerator<T> awake, RelativeClock clock) {
      this.awake = awake;
      this.clock = clock;
      this.start = clock.relativeTimeNanos();
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
      asleep = false;
      awake.onEvent(event, timestamp, output);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (!asleep) {
        awake.onPeriodicEmit(output);
      } else if (clock.relativeTimeNanos() - start > PATIENCE_NANOS) {
        output.markIdle();
      }
    }
  }
}
