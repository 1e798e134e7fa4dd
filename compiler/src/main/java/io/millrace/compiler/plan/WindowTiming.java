package io.millrace.compiler.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When windows have results.
 *
 * @param processingTime whether the clock decides on a row's window, and not its event time
 * @param early how often an open window shows what it has; null: never
 * @param earlyByEventTime whether that is measured in event time
 */
public record WindowTiming(
    Duration allowedLateness,
    boolean processingTime,
    @Nullable Duration early,
    boolean earlyByEventTime) {
  public static final WindowTiming EVENT_TIME = new WindowTiming(Duration.ZERO, false, null, false);

  /** Whether one window may have several results, each in place of the one before. */
  public boolean updates() {
    return early != null || !allowedLateness.isZero();
  }

  String display() {
    return (allowedLateness.isZero() ? "" : ", lateness " + Durations.display(allowedLateness))
        + (processingTime ? ", processing time" : "")
        + (early == null ? "" : ", early every " + Durations.display(early))
        + (earlyByEventTime ? " of event time" : "");
  }
}
