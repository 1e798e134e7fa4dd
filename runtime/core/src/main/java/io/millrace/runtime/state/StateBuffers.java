package io.millrace.runtime.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one operator's keyed states. Where the backend keeps state as bytes (RocksDB),
 * what is used stays on the heap as objects, and is written ahead of each checkpoint instead of
 * with each row. The states of other backends are used as they are.
 *
 * <p>Whoever takes a value out of a state, and changes it, puts it back.
 */
public final class StateBuffers {
  /** Keys of one state that wait at most. */
  private static final int VALUES = 4_096;

  /** Entries of one state's maps that wait at most. */
  private static final int ENTRIES = 16_384;

  private static final String ROCKSDB = "rocksdb";

  /** The operator's current key, which says whose value a state reads and writes. */
  interface Keys {
    Object current();

    void set(Object key);
  }

  private interface Buffer {
    void flush() throws Exception;
  }

  private final Keys keys;
  private final boolean waits;
  private final List<Buffer> buffers = new ArrayList<>();

  private StateBuffers(Keys keys, boolean waits) {
    this.keys = keys;
    this.waits = waits;
  }

  /** For an operator that is about to open its state. It calls {@link #flush} in snapshots. */
  public static StateBuffers of(AbstractStreamOperator<?> operator) {
    // What runs in batches has the state of one key at a time.
    String backend = operator.getKeyedStateBackend().getBackendTypeIdentifier();
    return new StateBuffers(
        new Keys() {
          @Override
          public Object current() {
            return operator.getCurrentKey();
          }

          @Override
          public void set(Object key) {
            operator.setCurrentKey(key);
          }
        },
        backend.equals(ROCKSDB));
  }

  /**
   * A state with one value per key.
   *
   * @param ttl how long the state keeps a value that was not written
   */
  public <T> ValueState<T> value(ValueState<T> state, @Nullable Duration ttl) {
    if (!waits) {
      return state;
    }
    BufferedValue<T> value = new BufferedValue<>(state, keys, ttl, VALUES);
    buffers.add(value::flush);
    return value;
  }

  /** A state with a map per key, which is read as a whole: for maps that are small. */
  public <UK, UV> MapState<UK, UV> map(MapState<UK, UV> state) {
    if (!waits) {
      return state;
    }
    BufferedMap<UK, UV> map = new BufferedMap<>(state, keys, ENTRIES);
    buffers.add(map::flush);
    return map;
  }

  /** Writes all that waits. Leaves some other key as the current. */
  public void flush() throws Exception {
    for (Buffer buffer : buffers) {
      buffer.flush();
    }
  }
}
