package io.millrace.runtime.source;

import io.millrace.runtime.record.BadRecord;
import io.millrace.runtime.record.Change;
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
      if (micros != EventTime.NONE) {
        return Math.floorDiv(micros, 1000L);
      }
      return isDelete(row) ? recordTimestamp : TimestampAssigner.NO_TIMESTAMP;
    };
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<T> bounded = new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    if (idleAfter == null) {
      return new TimedRowsOnly<>(bounded, extractor != null);
    }
    return new TimedRowsOnly<>(
        new WatermarksWithIdleness<>(bounded, idleAfter, context.getInputActivityClock()),
        extractor != null);
  }

  private static boolean isDelete(Object row) {
    return row instanceof Change change && change.changeKind() == Change.DELETE;
  }

  private static final class TimedRowsOnly<T> implements WatermarkGenerator<T> {
    private final WatermarkGenerator<T> generator;

    /** Whether deletes may have the time of their record, which the watermark does not go by. */
    private final boolean timeIsOfRows;

    TimedRowsOnly(WatermarkGenerator<T> generator, boolean timeIsOfRows) {
      this.generator = generator;
      this.timeIsOfRows = timeIsOfRows;
    }

    @Override
    public void onEvent(T row, long timestamp, WatermarkOutput output) {
      boolean counts =
          timestamp != TimestampAssigner.NO_TIMESTAMP
              && !(row instanceof BadRecord)
              && !(timeIsOfRows && isDelete(row));
      if (counts) {
        generator.onEvent(row, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }
}
