package io.millrace.runtime.join;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How left rows find their version.
 *
 * @param kind inner or left
 * @param changes whether right rows carry the kind of their change
 * @param maxAge how old a version may be, or null: as old as it likes
 * @param ttl versions that were not written for this long, in processing time, are forgotten; null:
 *     never
 */
public record AsOf(
    JoinKind kind, boolean changes, @Nullable Duration maxAge, @Nullable Duration ttl)
    implements Serializable {
  public AsOf {
    if (kind != JoinKind.INNER && kind != JoinKind.LEFT) {
      throw new IllegalArgumentException("As-of joins are inner or left joins, not " + kind);
    }
  }

  /** A join with the latest version, however old. */
  public static AsOf latest(JoinKind kind) {
    return new AsOf(kind, false, null, null);
  }

  /** Takes deletes for the end of a version, and leaves out old values of updates. */
  public AsOf withChanges() {
    return new AsOf(kind, true, maxAge, ttl);
  }

  /** Takes no version that is older. */
  public AsOf maxAge(Duration age) {
    return new AsOf(kind, changes, age, ttl);
  }

  /** Forgets versions that were not written for this long, in processing time. */
  public AsOf ttl(Duration timeToLive) {
    return new AsOf(kind, changes, maxAge, timeToLive);
  }

  /** The first time for which a version is too old. */
  long goneAt(long version) {
    return maxAge == null ? Long.MAX_VALUE : TimedJoinOperator.plus(version, maxAge.toMillis() + 1);
  }
}
