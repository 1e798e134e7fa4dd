package io.millrace.runtime.lookup;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a lookup asks.
 *
 * @param node its id
 * @param keepsUnanswered whether a row without an answer goes on (left) or is dropped (inner)
 * @param timeout for a row, all attempts together
 * @param retries attempts after the first one
 * @param capacity rows that wait for answers at a time, at most
 * @param cacheRows questions whose answers are kept; 0: none
 * @param cacheTtl how long they are kept
 */
public record LookupOptions(
    String node,
    boolean keepsUnanswered,
    Duration timeout,
    int retries,
    int capacity,
    long cacheRows,
    @Nullable Duration cacheTtl)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Drops rows without an answer; asks once, and waits for 10 seconds; keeps no answers. */
  public static LookupOptions inner(String node) {
    return new LookupOptions(node, false, Duration.ofSeconds(10), 0, 100, 0, null);
  }

  /** As {@link #inner}, but rows without an answer go on. */
  public static LookupOptions left(String node) {
    return new LookupOptions(node, true, Duration.ofSeconds(10), 0, 100, 0, null);
  }

  public LookupOptions timeout(Duration time) {
    return new LookupOptions(node, keepsUnanswered, time, retries, capacity, cacheRows, cacheTtl);
  }

  public LookupOptions retries(int count) {
    return new LookupOptions(node, keepsUnanswered, timeout, count, capacity, cacheRows, cacheTtl);
  }

  public LookupOptions capacity(int rows) {
    return new LookupOptions(node, keepsUnanswered, timeout, retries, rows, cacheRows, cacheTtl);
  }

  public LookupOptions cache(long rows, Duration ttl) {
    return new LookupOptions(node, keepsUnanswered, timeout, retries, capacity, rows, ttl);
  }
}
