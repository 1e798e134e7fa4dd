package io.millrace.runtime.source;

import io.millrace.runtime.record.BadRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.jspecify.annotations.Nullable;

/** Flink's bounded out-of-orderness with idleness, blind to bad records and rows without a time. */
final class RowTime<T> implements WatermarkStrategy<T> {
  private static final long serialVersionUID = 1L;

  private final @Nullable EventTimeExtractor<T> extractor;
  private final Duration maxOutOfOrderness;
  private final @Nullable Duration idleAfter;

  RowTime(
      @Nullable EventTimeExtractor<T> extractor,
      Duration maxOutOfOrderness,
      @Nullable Duration idleAfter) {
    this.extractor = extractor;
    // Rounded up: a row may come as late as the declaration says.
    this.maxOutOfOrderness = Duration.ofMillis(maxOutOfOrderness.plusNanos(999_999).toMillis());
    this.idleAfter = idleAfter;
  }

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return (row, recordTimestamp) -> {
      if (extractor == null || row instanceof BadRecord) {
        return recordTimestamp;
      }
      long micros = extractor.micros(row);
      return micros == EventTime.NONE
          ? TimestampAssigner.NO_TIMESTAMP
          : Math.floorDiv(micros, 1000L);
    };
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<T> bounded = new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    if (idleAfter == null) {
      return new TimedRowsOnly<>(bounded);
    }
    return new TimedRowsOnly<>(
        new WatermarksWithIdleness<>(bounded, idleAfter, context.getInputActivityClock()));
  }

  private static final class TimedRowsOnly<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> generator;

    TimedRowsOnly(WatermarkGenerator<T> generator) {
      this.generator = generator;
    }

    @Override
    public void onEvent(T row, long timestamp, WatermarkOutput output) {
      if (timestamp != TimestampAssigner.NO_TIMESTAMP && !(row instanceof BadRecord)) {
        generator.onEvent(row, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }
}
