package io.millrace.runtime.window;

import java.io.Serializable;
import java.time.Duration;

/** A window, made by {@link Windows}. */
public sealed interface WindowSpec extends Serializable permits AlignedWindows, SessionWindows {
  /** When results come. */
  WindowTiming timing();

  /** Whether each window has one result, when event time passes its end. */
  default boolean endOnce() {
    return timing().equals(WindowTiming.EVENT_TIME);
  }

  /** The same windows with other times of results. */
  WindowSpec timing(WindowTiming timing);

  /**
   * Keeps windows for some time after their result; a row that comes in that time makes each of its
   * windows that already had a result emit again.
   */
  default WindowSpec allowedLateness(Duration lateness) {
    return timing(timing().allowedLateness(lateness));
  }

  /** Puts rows into windows by the time at which they are processed. */
  default WindowSpec processingTime() {
    return timing(timing().inProcessingTime());
  }

  /**
   * Shows the result so far of each open window that got rows, this often in processing time. Needs
   * an {@link UpdatingAggregator}.
   */
  default WindowSpec early(Duration every) {
    return timing(timing().early(every, false));
  }

  /**
   * As {@link #early}, by event time: whenever the watermark passes a multiple of {@code every}.
   */
  default WindowSpec earlyByEventTime(Duration every) {
    return timing(timing().early(every, true));
  }
}
