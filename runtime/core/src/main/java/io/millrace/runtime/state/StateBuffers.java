package io.millrace.runtime.state;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** The buffers of one operator's states. */
final class StateBuffers {
  /** Keys of one state that wait at most. */
  private static final int CAPACITY = 4_096;

  /** The operator's current key, which says whose value a state reads and writes. */
  interface Keys {
    Object current();

    void set(Object key);
  }

  private final Keys keys;
  private final List<BufferedValue<?>> values = new ArrayList<>();

  StateBuffers(Keys keys) {
    this.keys = keys;
  }

  <T> ValueState<T> buffer(ValueState<T> state, @Nullable Duration ttl) {
    BufferedValue<T> value = new BufferedValue<>(state, keys, ttl, CAPACITY);
    values.add(value);
    return value;
  }

  /** Writes all that waits. */
  void flush() throws IOException {
    for (BufferedValue<?> value : values) {
      value.flush();
    }
  }
}
