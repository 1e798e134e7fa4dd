package io.millrace.runtime.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Windows of whole hours or days on the clocks of a time zone. Where clocks are put forward, a day
 * has 23 hours, and where they are put back, 25: a window starts when clocks first show its start
 * and ends where the next one starts. A window that clocks leap over does not exist.
 *
 * <p>All arithmetic is on local time, as milliseconds that a clock in UTC would show; one instant
 * that starts several local times (those that clocks leap over) stands for the last of them.
 */
public final class ZonedWindows implements AlignedWindows {
  private static final long serialVersionUID = 1L;

  private final SlicedWindows local;
  private final ZoneId zone;
  private final ZoneRules rules;

  /** The slice of the last row: most rows fall into the same one. */
  private transient long sliceStart;

  private transient long sliceEnd;

  ZonedWindows(SlicedWindows local, ZoneId zone) {
    if (local.sizeMillis() % local.stepMillis() != 0) {
      throw new IllegalArgumentException(
          "In a time zone, a window's size must be a multiple of its slide");
    }
    this.local = local;
    this.zone = zone;
    this.rules = zone.getRules();
  }

  @Override
  public WindowTiming timing() {
    return local.timing();
  }

  @Override
  public ZonedWindows timing(WindowTiming timing) {
    return new ZonedWindows(local.timing(timing), zone);
  }

  /** Moves all windows by a time on the clocks, which may be negative. */
  public ZonedWindows offset(Duration offset) {
    return new ZonedWindows(local.offset(offset), zone);
  }

  @Override
  public boolean tumbling() {
    return local.tumbling();
  }

  @Override
  public String shape() {
    return local.shape() + "-" + zone.getId();
  }

  /** The instant at which clocks first show a local time, or leap over it. */
  private long instant(long localMillis) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(localMillis, 1000),
            (int) Math.floorMod(localMillis, 1000L) * 1_000_000,
            ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition == null) {
      return localMillis - rules.getOffset(time).getTotalSeconds() * 1000L;
    }
    return transition.isGap()
        ? transition.toEpochSecond() * 1000
        : localMillis - transition.getOffsetBefore().getTotalSeconds() * 1000L;
  }

  /** The local time at which the slice that holds an instant starts. */
  private long localSliceStart(long instant) {
    Instant at = Instant.ofEpochMilli(instant);
    long clock = instant + rules.getOffset(at).getTotalSeconds() * 1000L;
    long start = local.sliceEnd(clock) - local.stepMillis();
    // Where clocks were put back they show a time again that lies in an earlier slice.
    while (instant(start + local.stepMillis()) <= instant) {
      start += local.stepMillis();
    }
    return start;
  }

  /** The local time of a slice's end: the last that the instant stands for. */
  private long localEnd(long end) {
    return localSliceStart(end);
  }

  @Override
  public boolean isWindowEnd(long end) {
    long localEnd = localEnd(end);
    return instant(localEnd) == end && local.isWindowEnd(localEnd);
  }

  @Override
  public long sliceEnd(long timestamp) {
    if (timestamp < sliceStart || timestamp >= sliceEnd) {
      long start = localSliceStart(timestamp);
      sliceStart = instant(start);
      sliceEnd = instant(start + local.stepMillis());
    }
    return sliceEnd;
  }

  @Override
  public long firstWindowEnd(long sliceEnd) {
    return sliceEnd;
  }

  @Override
  public long lastWindowEnd(long sliceEnd) {
    long start = localSliceStart(sliceEnd - 1);
    return instant(local.lastWindowEnd(start + local.stepMillis()));
  }

  @Override
  public long nextWindowEnd(long windowEnd) {
    return instant(localEnd(windowEnd) + local.stepMillis());
  }

  @Override
  public long windowEndBehind(long windowEnd, long time) {
    return windowEnd > time ? windowEnd : sliceEndBehind(time);
  }

  /** Each slice ends a window, as sizes are multiples of steps. */
  private long sliceEndBehind(long time) {
    return instant(localSliceStart(time) + local.stepMillis());
  }

  @Override
  public long windowStart(long windowEnd) {
    return instant(local.windowStart(localSliceStart(windowEnd - 1) + local.stepMillis()));
  }

  @Override
  public String toString() {
    return shape();
  }
}
