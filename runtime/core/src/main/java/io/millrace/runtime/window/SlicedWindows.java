package io.millrace.runtime.window;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Windows aligned to the epoch in UTC.
 *
 * <p>Sliding windows start every {@code step}; a window's end lies {@code size mod step} behind a
 * start. Cutting at just these points gives at most two slices a step ("pairs", Krishnamurthy et
 * al., On-the-fly sharing for streamed aggregation), where slices of the greatest common divisor
 * would be thousands for a size of 10 s and a step of 3.001 s.
 *
 * @param sizeMillis length of the longest window
 * @param stepMillis time from one window's end to the next one's
 * @param offsetMillis where windows start, from 0 to the period
 * @param cumulating whether windows grow from one start until they have their size
 * @param timing when results come
 */
public record SlicedWindows(
    long sizeMillis, long stepMillis, long offsetMillis, boolean cumulating, WindowTiming timing)
    implements AlignedWindows {

  static SlicedWindows sliding(long size, long slide) {
    return new SlicedWindows(size, slide, 0, false, WindowTiming.EVENT_TIME);
  }

  static SlicedWindows cumulating(long size, long step) {
    if (size % step != 0) {
      throw new IllegalArgumentException(
          "A cumulating window's size must be a multiple of its step: " + size + "ms, " + step);
    }
    return new SlicedWindows(size, step, 0, true, WindowTiming.EVENT_TIME);
  }

  /** Moves all windows by a time, which may be negative. */
  public SlicedWindows offset(Duration offset) {
    long millis = Math.floorMod(Windows.wholeMillis("offset", offset), period());
    return new SlicedWindows(sizeMillis, stepMillis, millis, cumulating, timing);
  }

  /** Lays windows of whole hours or days on the clocks of a time zone: {@code Europe/Vienna}. */
  public ZonedWindows zone(String zone) {
    return new ZonedWindows(this, ZoneId.of(zone));
  }

  @Override
  public SlicedWindows timing(WindowTiming timing) {
    return new SlicedWindows(sizeMillis, stepMillis, offsetMillis, cumulating, timing);
  }

  @Override
  public boolean tumbling() {
    return sizeMillis == stepMillis;
  }

  @Override
  public String shape() {
    return (cumulating ? "cumulating-" : "sliding-")
        + (sizeMillis + "-" + stepMillis + "-" + offsetMillis);
  }

  @Override
  public boolean isWindowEnd(long end) {
    return Math.floorMod(end - offsetMillis - sizeMillis, stepMillis) == 0;
  }

  @Override
  public long sliceEnd(long timestamp) {
    long intoStep = Math.floorMod(timestamp - offsetMillis, stepMillis);
    long stepStart = timestamp - intoStep;
    long cut = cumulating ? 0 : sizeMillis % stepMillis;
    if (intoStep < cut) {
      return stepStart + cut;
    }
    return !cumulating && sizeMillis < stepMillis ? NO_SLICE : stepStart + stepMillis;
  }

  @Override
  public long firstWindowEnd(long sliceEnd) {
    if (cumulating) {
      return sliceEnd;
    }
    long intoStep = Math.floorMod(sliceEnd - offsetMillis - sizeMillis, stepMillis);
    return intoStep == 0 ? sliceEnd : sliceEnd - intoStep + stepMillis;
  }

  @Override
  public long lastWindowEnd(long sliceEnd) {
    long last = sliceEnd - 1;
    return last - Math.floorMod(last - offsetMillis, period()) + sizeMillis;
  }

  @Override
  public long nextWindowEnd(long windowEnd) {
    return windowEnd + stepMillis;
  }

  @Override
  public long windowEndBehind(long windowEnd, long time) {
    if (windowEnd > time) { // Also if nothing was reached yet, and the difference would overflow.
      return windowEnd;
    }
    return windowEnd + (Math.floorDiv(time - windowEnd, stepMillis) + 1) * stepMillis;
  }

  @Override
  public long windowStart(long windowEnd) {
    if (!cumulating) {
      return windowEnd - sizeMillis;
    }
    long last = windowEnd - 1;
    return last - Math.floorMod(last - offsetMillis, sizeMillis);
  }

  /** Time from one window start to the next. */
  private long period() {
    return cumulating ? sizeMillis : stepMillis;
  }
}
