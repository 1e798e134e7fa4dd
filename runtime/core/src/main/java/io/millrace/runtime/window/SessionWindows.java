package io.millrace.runtime.window;

/**
 * Session windows.
 *
 * @param gapMillis the longest time between two neighbours in a session
 * @param timing when results come
 */
public record SessionWindows(long gapMillis, WindowTiming timing) implements WindowSpec {
  @Override
  public SessionWindows timing(WindowTiming newTiming) {
    return new SessionWindows(gapMillis, newTiming);
  }
}
