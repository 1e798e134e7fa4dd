package io.millrace.runtime.window;

import java.time.Duration;

/**
 * Makes windows, over event time unless said otherwise. All times are whole milliseconds, as
 * Flink's own; windows are aligned to the epoch in UTC unless an offset moves them, and hold their
 * start but not their end.
 */
public final class Windows {
  private Windows() {}

  /** Windows of one size that follow each other without a gap. */
  public static SlicedWindows tumbling(Duration size) {
    return SlicedWindows.sliding(millis("size", size), millis("size", size));
  }

  /**
   * Windows of one size, a new one every {@code slide}. They overlap if the slide is shorter than
   * the size, and leave rows out if it is longer; neither has to be a multiple of the other.
   */
  public static SlicedWindows sliding(Duration size, Duration slide) {
    return SlicedWindows.sliding(millis("size", size), millis("slide", slide));
  }

  /**
   * Windows that share their start and grow by {@code step} up to {@code size}, a multiple of it:
   * Flink SQL's CUMULATE.
   */
  public static SlicedWindows cumulating(Duration size, Duration step) {
    return SlicedWindows.cumulating(millis("size", size), millis("step", step));
  }

  /**
   * A window per run of rows that stand at most {@code gap} apart; rows exactly {@code gap} apart
   * share a window, as in Flink SQL.
   */
  public static SessionWindows session(Duration gap) {
    return new SessionWindows(millis("gap", gap), WindowTiming.EVENT_TIME);
  }

  static long millis(String what, Duration duration) {
    long millis = wholeMillis(what, duration);
    if (millis <= 0) {
      throw new IllegalArgumentException("A window's " + what + " must be positive: " + duration);
    }
    return millis;
  }

  static long wholeMillis(String what, Duration duration) {
    long millis = duration.toMillis();
    if (!duration.equals(Duration.ofMillis(millis))) {
      throw new IllegalArgumentException(
          "A window's " + what + " must be whole milliseconds: " + duration);
    }
    return millis;
  }

  static long latenessMillis(Duration lateness) {
    long millis = wholeMillis("allowed lateness", lateness);
    if (millis < 0) {
      throw new IllegalArgumentException("Allowed lateness must not be negative: " + lateness);
    }
    return millis;
  }

  /** The watermark that ends a window's life, or {@link Long#MAX_VALUE} if that is never. */
  static long expiry(long windowEnd, long latenessMillis) {
    long expiry = windowEnd - 1 + latenessMillis;
    return latenessMillis > 0 && expiry < windowEnd - 1 ? Long.MAX_VALUE : expiry;
  }
}
