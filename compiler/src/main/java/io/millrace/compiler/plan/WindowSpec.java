package io.millrace.compiler.plan;

import java.time.Duration;

/** A window. Durations are whole milliseconds. */
public sealed interface WindowSpec {
  WindowTiming timing();

  default Duration allowedLateness() {
    return timing().allowedLateness();
  }

  /** Windows of one size, side by side. */
  record Tumbling(Duration size, WindowGrid grid, WindowTiming timing) implements WindowSpec {}

  /** Windows of one size, one every slide. */
  record Sliding(Duration size, Duration slide, WindowGrid grid, WindowTiming timing)
      implements WindowSpec {}

  /** Windows that grow by a step up to their size, a multiple of it. */
  record Cumulating(Duration size, Duration step, WindowGrid grid, WindowTiming timing)
      implements WindowSpec {}

  /** A window lasts until nothing came for the gap. */
  record Session(Duration gap, WindowTiming timing) implements WindowSpec {}

  /** The last rows of a key, whenever as many as {@code slide} more have come. */
  record Count(long size, long slide) implements WindowSpec {
    @Override
    public WindowTiming timing() {
      return WindowTiming.EVENT_TIME;
    }
  }

  /** Whether windows are intervals of time, and not a number of rows. */
  default boolean hasBounds() {
    return !(this instanceof Count);
  }

  /** Whether results wait for a watermark. */
  default boolean needsWatermarks() {
    return hasBounds() && !timing().processingTime();
  }

  /** {@code tumbling(1m)}, for plans. */
  default String display() {
    String shape;
    if (this instanceof Tumbling w) {
      shape = "tumbling(" + Durations.display(w.size()) + w.grid().display();
    } else if (this instanceof Sliding w) {
      shape =
          "sliding("
              + Durations.display(w.size())
              + " every "
              + Durations.display(w.slide())
              + w.grid().display();
    } else if (this instanceof Cumulating w) {
      shape =
          "cumulating("
              + Durations.display(w.size())
              + " by "
              + Durations.display(w.step())
              + w.grid().display();
    } else if (this instanceof Session w) {
      shape = "session(gap " + Durations.display(w.gap());
    } else {
      Count w = (Count) this;
      shape = "count(" + w.size() + (w.slide() == w.size() ? "" : " every " + w.slide());
    }
    return shape + timing().display() + ")";
  }
}
