package io.millrace.runtime.window;

import java.time.Duration;

/**
 * Windows cut into slices such that each window is a run of whole slices and each row falls into
 * one slice. Slices and windows are named by their end, in epoch milliseconds.
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
 * @param latenessMillis how long behind the watermark a window still takes rows
 */
public record SlicedWindows(
    long sizeMillis, long stepMillis, long offsetMillis, boolean cumulating, long latenessMillis)
    implements WindowSpec {

  /** What {@link #sliceEnd} says of a row that is in no window. */
  static final long NO_SLICE = Long.MIN_VALUE;

  static SlicedWindows sliding(long size, long slide) {
    return new SlicedWindows(size, slide, 0, false, 0);
  }

  static SlicedWindows cumulating(long size, long step) {
    if (size % step != 0) {
      throw new IllegalArgumentException(
          "A cumulating window's size must be a multiple of its step: " + size + "ms, " + step);
    }
    return new SlicedWindows(size, step, 0, true, 0);
  }

  /** Moves all windows by a time, which may be negative. */
  public SlicedWindows offset(Duration offset) {
    long millis = Math.floorMod(Windows.wholeMillis("offset", offset), period());
    return new SlicedWindows(sizeMillis, stepMillis, millis, cumulating, latenessMillis);
  }

  /**
   * Keeps windows for some time after their result; a row that comes in that time makes each of its
   * windows that already had a result emit again.
   */
  public SlicedWindows allowedLateness(Duration lateness) {
    long millis = Windows.latenessMillis(lateness);
    return new SlicedWindows(sizeMillis, stepMillis, offsetMillis, cumulating, millis);
  }

  /** Whether each slice is a window of its own. */
  boolean tumbling() {
    return sizeMillis == stepMillis;
  }

  /** Names size, step and offset. */
  String shape() {
    return (cumulating ? "cumulating-" : "sliding-")
        + (sizeMillis + "-" + stepMillis + "-" + offsetMillis);
  }

  /** Whether a window ends at a time. */
  boolean isWindowEnd(long end) {
    return Math.floorMod(end - offsetMillis - sizeMillis, stepMillis) == 0;
  }

  /** The end of the slice that holds a time, or {@link #NO_SLICE}. */
  long sliceEnd(long timestamp) {
    long intoStep = Math.floorMod(timestamp - offsetMillis, stepMillis);
    long stepStart = timestamp - intoStep;
    long cut = cumulating ? 0 : sizeMillis % stepMillis;
    if (intoStep < cut) {
      return stepStart + cut;
    }
    return !cumulating && sizeMillis < stepMillis ? NO_SLICE : stepStart + stepMillis;
  }

  /** The end of the first window that holds a slice. */
  long firstWindowEnd(long sliceEnd) {
    if (cumulating) {
      return sliceEnd;
    }
    long intoStep = Math.floorMod(sliceEnd - offsetMillis - sizeMillis, stepMillis);
    return intoStep == 0 ? sliceEnd : sliceEnd - intoStep + stepMillis;
  }

  /** The end of the last window that holds a slice. */
  long lastWindowEnd(long sliceEnd) {
    long last = sliceEnd - 1;
    return last - Math.floorMod(last - offsetMillis, period()) + sizeMillis;
  }

  /** The start of the window that has this end. */
  long windowStart(long windowEnd) {
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
