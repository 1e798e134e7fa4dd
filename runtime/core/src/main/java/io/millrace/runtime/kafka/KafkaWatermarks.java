package io.millrace.runtime.kafka;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Watermarks of a Kafka source whose readers without partitions do not hold back the others.
 *
 * <p>With more readers than partitions, Flink waits for ever for a watermark of those that have
 * none, unless idleness is set, which lets partitions fall behind too. Here only a reader that was
 * given no partition for {@link #ASSIGNMENT} is idle. It must not be so any sooner: at the start of
 * a job, the others would run ahead of it, and all that its partitions hold would be late.
 */
public final class KafkaWatermarks<T> implements WatermarkStrategy<T> {
  private static final long serialVersionUID = 1L;

  /** Longer than it takes to ask the brokers for partitions and to tell the readers of theirs. */
  static final Duration ASSIGNMENT = Duration.ofSeconds(10);

  private final WatermarkStrategy<T> perPartition;
  private transient @Nullable ReaderIdleness<T> reader;

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
   * nothing, and then for one per partition as soon as it is given that.
   */
  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<T> generator = perPartition.createWatermarkGenerator(context);
    ReaderIdleness<T> first = reader;
    if (first == null) {
      reader = new ReaderIdleness<>(generator, context.getInputActivityClock());
      return reader;
    }
    return first.partition(generator);
  }
}
