package io.millrace.local.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.clock.RelativeClock;

/**
 * A source in the hands of a test. Timestamps and watermarks are those of the job's own strategy,
 * which runs per partition; after every row it is asked for a watermark.
 */
final class SourceNode {
  private final Emitter emitter;
  private final RowIntake intake;
  private final TimestampAssigner<Object> timestamps;
  private final Map<Integer, WatermarkGenerator<Object>> generators = new HashMap<>();
  private final WatermarkOutputMultiplexer partitions;
  private final Out out = new Out();

  /**
   * @param numbers of all partitions that there are
   */
  @SuppressWarnings("unchecked") // The strategy is for what the source emits.
  SourceNode(
      SourceTransformation<?, ?, ?> source,
      RowIntake intake,
      Emitter emitter,
      RelativeClock clock,
      Set<Integer> numbers) {
    this.intake = intake;
    this.emitter = emitter;
    WatermarkStrategy<Object> strategy = (WatermarkStrategy<Object>) source.getWatermarkStrategy();
    Context context = new Context(clock);
    this.timestamps = strategy.createTimestampAssigner(() -> context.getMetricGroup());
    this.partitions = new WatermarkOutputMultiplexer(out);
    // A reader asks first for the generator of what comes without a partition: nothing does.
    var unused = strategy.createWatermarkGenerator(context);
    for (int number : numbers) {
      generators.put(number, strategy.createWatermarkGenerator(context));
      partitions.registerNewOutput(Integer.toString(number));
    }
  }

  RowIntake intake() {
    return intake;
  }

  /** The watermark that was sent last. */
  long watermark() {
    return out.watermark;
  }

  /** A row or a bad record comes out of the source. */
  void emit(Object row, long recordTimestamp, int partition) {
    long timestamp = timestamps.extractTimestamp(row, recordTimestamp);
    out.markActive();
    emitter.emit(new StreamRecord<>(row, timestamp));
    WatermarkGenerator<Object> generator = generators.get(partition);
    if (generator == null) {
      throw new IllegalStateException("no partition " + partition);
    }
    generator.onEvent(row, timestamp, partitions.getImmediateOutput(name(partition)));
    tick();
  }

  private static String name(int partition) {
    return Integer.toString(partition);
  }

  /** What Flink does every 200 ms. */
  void tick() {
    generators.forEach(
        (partition, generator) ->
            generator.onPeriodicEmit(partitions.getDeferredOutput(name(partition))));
    partitions.onPeriodicEmit();
  }

  /** Event time goes on without rows. */
  void advance(long watermark) {
    if (watermark > out.watermark) {
      out.markActive();
      out.emitWatermark(new org.apache.flink.api.common.eventtime.Watermark(watermark));
    }
  }

  void idle() {
    out.markIdle();
  }

  void end() {
    out.markActive();
    advance(Long.MAX_VALUE);
  }

  private final class Out implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark next) {
      if (next.getTimestamp() > watermark) {
        markActive();
        watermark = next.getTimestamp();
        emitter.watermark(new Watermark(watermark));
      }
    }

    @Override
    public void markIdle() {
      if (!idle) {
        idle = true;
        emitter.status(WatermarkStatus.IDLE);
      }
    }

    @Override
    public void markActive() {
      if (idle) {
        idle = false;
        emitter.status(WatermarkStatus.ACTIVE);
      }
    }
  }

  private record Context(RelativeClock clock) implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }
}
