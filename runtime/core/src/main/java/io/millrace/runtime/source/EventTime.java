package io.millrace.runtime.source;

import io.millrace.runtime.record.Decoded;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Watermark strategies for {@code env.fromSource}, where they run per split.
 *
 * <p>Watermarks follow the highest event time less the out-of-orderness. A bad record moves neither
 * the watermark nor the clock for idleness, so a partition that has nothing but bad records becomes
 * idle instead of holding up the others; it keeps the timestamp of the record that it came in.
 * Event times are rounded down to whole milliseconds.
 */
public final class EventTime {
  /**
   * What an extractor says of a row that has no event time. A deleted row then has the time of the
   * record that it came in, which does not move the watermark.
   */
  public static final long NONE = Long.MIN_VALUE;

  private EventTime() {}

  /**
   * Event time from a field, for a source that emits only rows.
   *
   * @param idleAfter when a split that brings no rows stops holding the watermark; null: never
   */
  public static <T> WatermarkStrategy<T> field(
      EventTimeExtractor<T> extractor, Duration maxOutOfOrderness, @Nullable Duration idleAfter) {
    return new RowTime<>(extractor, maxOutOfOrderness, idleAfter);
  }

  /** As {@link #field}, for a source that emits rows of one type and bad records. */
  @SuppressWarnings("unchecked") // RowTime asks the extractor for no bad record.
  public static <T extends Decoded> WatermarkStrategy<Decoded> fieldOfDecoded(
      EventTimeExtractor<T> extractor, Duration maxOutOfOrderness, @Nullable Duration idleAfter) {
    return new RowTime<>((EventTimeExtractor<Decoded>) extractor, maxOutOfOrderness, idleAfter);
  }

  /**
   * The strategy for a source that waits when it is too far ahead of others of its group.
   *
   * @param maxDrift how far its watermark may be ahead of the group's lowest one
   */
  public static <T> WatermarkStrategy<T> aligned(
      String group, Duration maxDrift, WatermarkStrategy<T> strategy) {
    return strategy.withWatermarkAlignment(group, maxDrift);
  }

  /** Event time from the record that a row came in: a Kafka record's timestamp. */
  public static <T> WatermarkStrategy<T> record(
      Duration maxOutOfOrderness, @Nullable Duration idleAfter) {
    return new RowTime<>(null, maxOutOfOrderness, idleAfter);
  }
}
