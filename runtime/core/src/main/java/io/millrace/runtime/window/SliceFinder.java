package io.millrace.runtime.window;

/**
 * Finds the slice that a row falls into. Rows mostly fall where the one before them did, so the
 * last answer is kept.
 */
final class SliceFinder {
  private final AlignedWindows windows;

  /** A time in the last slice, from which on it is known, and its end. */
  private long from = Long.MAX_VALUE;

  private long end = Long.MIN_VALUE;
  private long firstWindowEnd;

  SliceFinder(AlignedWindows windows) {
    this.windows = windows;
  }

  /** Finds the slice of a time; false if it is in no window. */
  boolean find(long time) {
    if (time >= from && time < end) {
      return true;
    }
    long slice = windows.sliceEnd(time);
    if (slice == AlignedWindows.NO_SLICE) {
      return false;
    }
    from = time;
    end = slice;
    firstWindowEnd = windows.firstWindowEnd(slice);
    return true;
  }

  /** The end of the slice that was found. */
  long end() {
    return end;
  }

  /** The end of the first window that holds the slice that was found. */
  long firstWindowEnd() {
    return firstWindowEnd;
  }
}
