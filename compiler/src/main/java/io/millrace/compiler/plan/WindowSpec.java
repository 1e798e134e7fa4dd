package io.millrace.compiler.plan;

import java.time.Duration;

/** An event-time window. Durations are whole milliseconds. */
public sealed interface WindowSpec {
  Duration allowedLateness();

  /** Windows of one size, side by side. */
  record Tumbling(Duration size, Duration offset, Duration allowedLateness) implements WindowSpec {}

  /** Windows of one size, one every slide. */
  record Sliding(Duration size, Duration slide, Duration offset, Duration allowedLateness)
      implements WindowSpec {}

  /** A window lasts until nothing came for the gap. */
  record Session(Duration gap, Duration allowedLateness) implements WindowSpec {}

  /** {@code tumbling(1m)}, for plans. */
  default String display() {
    String shape;
    if (this instanceof Tumbling w) {
      shape = "tumbling(" + Durations.display(w.size()) + offset(w.offset());
    } else if (this instanceof Sliding w) {
      shape =
          "sliding("
              + Durations.display(w.size())
              + " every "
              + Durations.display(w.slide())
              + offset(w.offset());
    } else {
      shape = "session(gap " + Durations.display(((Session) this).gap());
    }
    return shape
        + (allowedLateness().isZero() ? "" : ", lateness " + Durations.display(allowedLateness()))
        + ")";
  }

  private static String offset(Duration offset) {
    return offset.isZero() ? "" : ", offset " + Durations.display(offset);
  }
}
