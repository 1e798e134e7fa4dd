package io.millrace.runtime.window;

import java.util.List;

/**
 * Finds the slice that a row falls into; of several kinds of windows, what their slices have in
 * common: a piece of time that none of them cuts. It is named by its end, as slices are. Rows
 * mostly fall where the one before them did, so the last answer is kept.
 */
final class Cells {
  private final List<AlignedWindows> windows;

  /** A time in the last cell, from which on it is known, and its end. */
  private long from = Long.MAX_VALUE;

  private long end = Long.MIN_VALUE;
  private long firstWindowEnd;

  /**
   * The cells of windows.
   *
   * @param windows if there are several, every time is in a window of each
   */
  Cells(List<AlignedWindows> windows) {
    this.windows = List.copyOf(windows);
  }

  /** Finds the cell of a time; false if it is in no window. */
  boolean find(long time) {
    if (time >= from && time < end) {
      return true;
    }
    long first = Long.MAX_VALUE;
    for (AlignedWindows each : windows) {
      long slice = each.sliceEnd(time);
      if (slice == AlignedWindows.NO_SLICE) {
        return false;
      }
      first = Math.min(first, slice);
    }
    from = time;
    end = first;
    firstWindowEnd = firstWindowEnd(windows, first);
    return true;
  }

  /** The end of the cell that was found. */
  long end() {
    return end;
  }

  /** The end of the first window that holds the cell that was found. */
  long firstWindowEnd() {
    return firstWindowEnd;
  }

  /** The end of the first window that holds a cell. */
  static long firstWindowEnd(Iterable<AlignedWindows> windows, long cell) {
    long first = Long.MAX_VALUE;
    for (AlignedWindows each : windows) {
      first = Math.min(first, each.firstWindowEnd(each.sliceEnd(cell - 1)));
    }
    return first;
  }
}
