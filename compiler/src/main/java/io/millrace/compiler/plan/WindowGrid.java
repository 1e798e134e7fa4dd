package io.millrace.compiler.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where windows start.
 *
 * @param offset from 1970-01-01T00:00
 * @param zone on whose clocks; null: UTC
 */
public record WindowGrid(Duration offset, @Nullable String zone) {
  String display() {
    return (offset.isZero() ? "" : ", offset " + Durations.display(offset))
        + (zone == null ? "" : ", in " + zone);
  }
}
