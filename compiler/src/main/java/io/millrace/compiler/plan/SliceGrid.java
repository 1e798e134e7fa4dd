package io.millrace.compiler.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where windows start and end, and so where the line of time is cut into slices: each window is a
 * run of whole slices. All counts from 1970-01-01T00:00.
 *
 * @param step after how many milliseconds it repeats
 * @param start where windows start within a step, in milliseconds
 * @param end where windows end within a step
 * @param gaps whether some slices are in no window
 * @param zone on whose clocks; null: UTC
 */
public record SliceGrid(long step, long start, long end, boolean gaps, @Nullable String zone) {
  /** The grid of windows that lie at fixed places. */
  public static SliceGrid of(WindowSpec window) {
    if (window instanceof WindowSpec.Tumbling w) {
      return of(w.size(), w.size(), w.grid());
    }
    if (window instanceof WindowSpec.Sliding w) {
      return of(w.size(), w.slide(), w.grid());
    }
    if (window instanceof WindowSpec.Cumulating w) {
      return of(w.step(), w.step(), w.grid());
    }
    throw new IllegalArgumentException("Rows tell where it ends: " + window.display());
  }

  private static SliceGrid of(Duration size, Duration every, WindowGrid grid) {
    long step = every.toMillis();
    long start = Math.floorMod(grid.offset().toMillis(), step);
    long end = Math.floorMod(start + size.toMillis(), step);
    return new SliceGrid(step, start, end, size.compareTo(every) < 0, grid.zone());
  }

  /**
   * Whether slices of other windows can be made of these: each is a run of whole slices, and where
   * one of the other windows ends, one of these does. A slice is handed on when a window of its own
   * ends, and must not be late.
   */
  public boolean feeds(SliceGrid other) {
    boolean sameClocks = zone == null ? other.zone == null : zone.equals(other.zone);
    return sameClocks
        && !gaps
        && other.step % step == 0
        && other.end % step == end
        && (other.start % step == start || other.start % step == end);
  }
}
