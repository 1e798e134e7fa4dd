package io.millrace.compiler.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which rows of two sides are near enough in time to be joined. */
public sealed interface JoinTime {
  /** Rows in one window. */
  record Windowed(WindowSpec window) implements JoinTime {}

  /** Right rows whose time lies around the left row's. */
  record Interval(Duration before, Duration after) implements JoinTime {}

  /**
   * The latest right row at the left row's time.
   *
   * @param maxAge null: however old
   * @param ttl how long a right row is remembered in processing time; null: for ever
   */
  record AsOf(@Nullable Duration maxAge, @Nullable Duration ttl) implements JoinTime {}

  /** All rows; null: they are remembered for ever. */
  record Regular(@Nullable Duration leftTtl, @Nullable Duration rightTtl) implements JoinTime {}

  /** Whether watermarks decide when results come. */
  default boolean byEventTime() {
    return !(this instanceof Regular);
  }

  /** {@code within 5m before, 1m after}, for plans. */
  default String display() {
    if (this instanceof Windowed w) {
      return "window " + w.window().display();
    }
    if (this instanceof Interval i) {
      return "within "
          + Durations.display(i.before())
          + " before, "
          + Durations.display(i.after())
          + " after";
    }
    if (this instanceof AsOf a) {
      return "as of"
          + (a.maxAge() == null ? "" : ", max age " + Durations.display(a.maxAge()))
          + (a.ttl() == null ? "" : ", right ttl " + Durations.display(a.ttl()));
    }
    Regular r = (Regular) this;
    return "any time"
        + (r.leftTtl() == null ? "" : ", left ttl " + Durations.display(r.leftTtl()))
        + (r.rightTtl() == null ? "" : ", right ttl " + Durations.display(r.rightTtl()));
  }
}
