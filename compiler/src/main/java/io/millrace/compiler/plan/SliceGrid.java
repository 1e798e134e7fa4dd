package io.millrace.compiler.plan;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where windows cut the line of time into slices: each window is a run of whole slices.
 *
 * @param step after how many milliseconds cuts repeat
 * @param cuts where they are within a step, in milliseconds; counted from 1970-01-01T00:00
 * @param gaps whether some slices are in no window
 * @param zone on whose clocks; null: UTC
 */
public record SliceGrid(long step, Set<Long> cuts, boolean gaps, @Nullable String zone) {
  public SliceGrid {
    cuts = Set.copyOf(cuts);
  }

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
    return new SliceGrid(
        step, new HashSet<>(List.of(start, end)), size.compareTo(every) < 0, grid.zone());
  }

  /** Whether each slice of other windows is a run of whole slices of these. */
  public boolean refines(SliceGrid other) {
    boolean sameClocks = zone == null ? other.zone == null : zone.equals(other.zone);
    return sameClocks
        && !gaps
        && other.step % step == 0
        && other.cuts.stream().allMatch(cut -> cuts.contains(cut % step));
  }
}
