package io.millrace.runtime.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import org.jspecify.annotations.Nullable;

/**
 * The generator of a reader's main output, which says of the reader as a whole that it is idle
 * while it has no partition.
 *
 * <p>Flink takes a reader for idle when its main output and its partitions together are, and both
 * count as idle from the start, until they emit. So this one stays silent, and the partitions
 * decide, except when it has declared the reader idle and partitions came after all: then it keeps
 * the reader active until each of them has spoken for itself.
 */
final class ReaderIdleness<T> implements WatermarkGenerator<T> {
  private final WatermarkGenerator<T> own;
  private final RelativeClock clock;
  private final long start;
  private final List<Partition<T>> partitions = new ArrayList<>();
  private boolean hasEvents;
  private boolean declaredIdle;
  private @Nullable WatermarkOutput output;

  /**
   * @param own for events that come without a partition after all
   */
  ReaderIdleness(WatermarkGenerator<T> own, RelativeClock clock) {
    this.own = own;
    this.clock = clock;
    this.start = clock.relativeTimeMillis();
  }

  /** The generator of a partition that the reader has been given. */
  WatermarkGenerator<T> partition(WatermarkGenerator<T> generator) {
    Partition<T> partition = new Partition<>(generator);
    partitions.add(partition);
    if (declaredIdle && output != null) {
      output.markActive();
    }
    return partition;
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput out) {
    hasEvents = true;
    own.onEvent(event, timestamp, out);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput out) {
    output = out;
    if (hasEvents) {
      own.onPeriodicEmit(out);
    } else if (partitions.isEmpty()) {
      declaredIdle |= clock.relativeTimeMillis() - start >= KafkaWatermarks.ASSIGNMENT.toMillis();
      if (declaredIdle) {
        out.markIdle();
      }
    } else if (declaredIdle && partitions.stream().allMatch(partition -> partition.spoke)) {
      declaredIdle = false;
      out.markIdle(); // from here on the partitions decide
    }
  }

  private static final class Partition<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> generator;
    private boolean spoke;

    Partition(WatermarkGenerator<T> generator) {
      this.generator = generator;
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput out) {
      generator.onEvent(event, timestamp, out);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
      generator.onPeriodicEmit(spoke ? out : new Listening(out));
    }

    private final class Listening implements WatermarkOutput {
      private final WatermarkOutput out;

      Listening(WatermarkOutput out) {
        this.out = out;
      }

      @Override
      public void emitWatermark(Watermark watermark) {
        spoke |= watermark.getTimestamp() > Long.MIN_VALUE;
        out.emitWatermark(watermark);
      }

      @Override
      public void markIdle() {
        spoke = true;
        out.markIdle();
      }

      @Override
      public void markActive() {
        out.markActive();
      }
    }
  }
}
