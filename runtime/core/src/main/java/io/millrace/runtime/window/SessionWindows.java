package io.millrace.runtime.window;

import java.time.Duration;

/**
 * Session windows.
 *
 * @param gapMillis the longest time between two neighbours in a session
 * @param latenessMillis how long behind the watermark a session still takes rows
 */
public record SessionWindows(long gapMillis, long latenessMillis) implements WindowSpec {
  /**
   * Keeps a session for some time after its result; a row that comes in that time makes the session
   * emit again.
   */
  public SessionWindows allowedLateness(Duration lateness) {
    return new SessionWindows(gapMillis, Windows.latenessMillis(lateness));
  }
}
