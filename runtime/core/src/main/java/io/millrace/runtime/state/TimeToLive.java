package io.millrace.runtime.state;

import java.time.Duration;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.jspecify.annotations.Nullable;

/** States that forget what was not written for long. */
public final class TimeToLive {
  /**
   * How many entries a heap backend looks at with each access. A state that is read and written for
   * a row looks at two, and gets one at most: so what has expired goes faster than more comes.
   * Flink's own five cost as much as the rest of a deduplication.
   */
  private static final int LOOKED_AT = 1;

  private TimeToLive() {}

  /**
   * Forgets what was not written for this long, in processing time; null: nothing is forgotten.
   * What has expired is never seen. It goes for good when a heap backend passes by it, when RocksDB
   * compacts its files, or when it is read.
   */
  public static <D extends StateDescriptor<?, ?>> D limit(D descriptor, @Nullable Duration ttl) {
    if (ttl != null) {
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(ttl).cleanupIncrementally(LOOKED_AT, false).build());
    }
    return descriptor;
  }
}
