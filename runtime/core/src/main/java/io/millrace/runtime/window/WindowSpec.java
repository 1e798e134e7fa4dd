package io.millrace.runtime.window;

import java.io.Serializable;

/** An event-time window, made by {@link Windows}. */
public sealed interface WindowSpec extends Serializable permits SlicedWindows, SessionWindows {
  /** How long behind the watermark a window still takes rows, in milliseconds. */
  long latenessMillis();
}
