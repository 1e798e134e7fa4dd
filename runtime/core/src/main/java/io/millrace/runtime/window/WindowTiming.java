package io.millrace.runtime.window;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a window has results.
 *
 * @param latenessMillis how long behind the watermark a window still takes rows
 * @param processingTime whether rows belong to the time at which they are processed, rather than to
 *     their event time
 * @param earlyMillis how often a window that is still open shows what it has; 0 for never
 * @param earlyByEventTime whether that is measured in event time, rather than in processing time
 */
record WindowTiming(
    long latenessMillis, boolean processingTime, long earlyMillis, boolean earlyByEventTime)
    implements Serializable {
  static final WindowTiming EVENT_TIME = new WindowTiming(0, false, 0, false);

  WindowTiming {
    if (processingTime && latenessMillis > 0) {
      throw new IllegalArgumentException("No row is late in processing time");
    }
    if (processingTime && earlyByEventTime) {
      throw new IllegalArgumentException("Windows of processing time know no event time");
    }
  }

  WindowTiming allowedLateness(Duration lateness) {
    long millis = Windows.latenessMillis(lateness);
    return new WindowTiming(millis, processingTime, earlyMillis, earlyByEventTime);
  }

  WindowTiming inProcessingTime() {
    return new WindowTiming(latenessMillis, true, earlyMillis, earlyByEventTime);
  }

  WindowTiming early(Duration every, boolean eventTime) {
    long millis = Windows.millis("early result", every);
    return new WindowTiming(latenessMillis, processingTime, millis, eventTime);
  }
}
