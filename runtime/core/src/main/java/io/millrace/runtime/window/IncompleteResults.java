package io.millrace.runtime.window;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the windows that give no result because a value of it is missing, in the metric {@code
 * numIncompleteResults}, and logs the first of them in every ten seconds.
 *
 * <p>A measure that is added to a running job knows only the rows that come from then on. A window
 * that was open in the savepoint and gets none of them has no least, greatest, first, last or
 * average value, and any number in its place would be made up.
 */
final class IncompleteResults {
  private static final Logger LOG = LoggerFactory.getLogger(IncompleteResults.class);
  private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final String node;
  private final Counter counter;
  private long lastLogged = System.nanoTime() - LOG_INTERVAL_NANOS;
  private long sinceLogged;

  IncompleteResults(String node, MetricGroup metrics) {
    this.node = node;
    this.counter = metrics.counter("numIncompleteResults");
  }

  /** Takes note of one window, by its bounds in epoch milliseconds. */
  void add(Object key, long start, long end) {
    counter.inc();
    sinceLogged++;
    long now = System.nanoTime();
    if (now - lastLogged >= LOG_INTERVAL_NANOS) {
      LOG.warn(
          "{}: no result of {} window(s), the last one of key {} from {} to {}: a measure that was"
              + " added after their rows has no value",
          node,
          sinceLogged,
          key,
          Instant.ofEpochMilli(start),
          Instant.ofEpochMilli(end));
      lastLogged = now;
      sinceLogged = 0;
    }
  }
}
