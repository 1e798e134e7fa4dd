package io.millrace.runtime.source;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the bad records that a source drops, in the metric {@code numRecordsSkipped}, and logs the
 * first of them in every ten seconds.
 */
public final class SkippedRecords {
  private static final Logger LOG = LoggerFactory.getLogger(SkippedRecords.class);
  private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final Counter counter;
  private long lastLogged = System.nanoTime() - LOG_INTERVAL_NANOS;
  private long sinceLogged;

  public SkippedRecords(MetricGroup metrics) {
    counter = metrics.counter("numRecordsSkipped");
  }

  /**
   * Takes note of one dropped record.
   *
   * @param where the record, for a person
   */
  public void skip(String node, String where, String cause) {
    skip(node, () -> where, () -> cause);
  }

  /** The same with texts that are made only when they are logged. */
  public void skip(String node, Supplier<String> where, Supplier<String> cause) {
    counter.inc();
    sinceLogged++;
    long now = System.nanoTime();
    if (now - lastLogged >= LOG_INTERVAL_NANOS) {
      LOG.warn(
          "{}: skipped {} bad record(s), the last one {}: {}",
          node,
          sinceLogged,
          where.get(),
          cause.get());
      lastLogged = now;
      sinceLogged = 0;
    }
  }
}
