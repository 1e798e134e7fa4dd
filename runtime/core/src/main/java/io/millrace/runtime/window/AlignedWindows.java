package io.millrace.runtime.window;

/**
 * Windows with fixed places on the line of time, cut into slices such that each window is a run of
 * whole slices and each row falls into one slice. Slices and windows are named by their end, in
 * epoch milliseconds.
 */
public sealed interface AlignedWindows extends WindowSpec permits SlicedWindows, ZonedWindows {
  /** What {@link #sliceEnd} says of a row that is in no window. */
  long NO_SLICE = Long.MIN_VALUE;

  /** Whether each slice is a window of its own. */
  boolean tumbling();

  /** Names all that decides where windows lie. */
  String shape();

  /** Whether a window ends at a time. */
  boolean isWindowEnd(long end);

  /** The end of the slice that holds a time, or {@link #NO_SLICE}. */
  long sliceEnd(long timestamp);

  /** The end of the first window that holds a slice. */
  long firstWindowEnd(long sliceEnd);

  /** The end of the last window that holds a slice. */
  long lastWindowEnd(long sliceEnd);

  /** The end of the next window behind the one that has this end. */
  long nextWindowEnd(long windowEnd);

  /** The first of the ends from {@code windowEnd} on that lies behind {@code time}. */
  long windowEndBehind(long windowEnd, long time);

  /** The start of the window that has this end. */
  long windowStart(long windowEnd);
}
