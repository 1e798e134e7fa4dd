package io.millrace.runtime.process;

import java.time.Duration;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.jspecify.annotations.Nullable;

/** What the descriptors of all slots share. */
final class Descriptors {
  private Descriptors() {}

  /**
   * Forgets what was not written for this long, in processing time; null: nothing is forgotten.
   * What has expired is never seen, and goes for good when its key or the whole state is next
   * worked on.
   */
  static <D extends StateDescriptor<?, ?>> D expiring(D descriptor, @Nullable Duration ttl) {
    if (ttl != null) {
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
    }
    return descriptor;
  }
}
