package io.millrace.runtime.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.internal.InternalListState;
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
  private final boolean restored;
  private final List<Buffer> buffers = new ArrayList<>();
  private boolean visiting;

  private StateBuffers(Keys keys, boolean waits, boolean restored) {
    this.keys = keys;
    this.waits = waits;
    this.restored = restored;
  }

  /** For states that are no operator's. */
  static StateBuffers of(Keys keys, boolean restored) {
    return new StateBuffers(keys, true, restored);
  }

  /** For an operator that is about to open its state. It calls {@link #flush} in snapshots. */
  public static StateBuffers of(AbstractStreamOperator<?> operator) {
    return of(operator, true);
  }

  /**
   * For an operator that is about to open its state.
   *
   * @param restored whether the state may hold something from the start
   */
  public static StateBuffers of(AbstractStreamOperator<?> operator, boolean restored) {
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
        backend.equals(ROCKSDB),
        restored);
  }

  /**
   * A state with one value per key.
   *
   * @param ttl how long the state keeps a value that was not written
   */
  public <T> ValueState<T> value(
      ValueState<T> state, TypeSerializer<T> serializer, @Nullable Duration ttl) {
    return waits ? value(state, new HeapBudget<>(serializer), ttl) : state;
  }

  <T> BufferedValue<T> value(ValueState<T> state, HeapBudget<T> budget, @Nullable Duration ttl) {
    BufferedValue<T> value = new BufferedValue<>(state, keys, ttl, budget);
    buffers.add(value::flush);
    return value;
  }

  /**
   * A state with a map per key, without a time to live. Who iterates takes nothing out.
   *
   * @param place where a name of an entry lies in an order in which new ones mostly come last
   */
  public <N, V> MapState<N, V> map(
      MapState<N, V> state, TypeSerializer<V> serializer, ToLongFunction<N> place) {
    return waits ? map(state, new HeapBudget<>(serializer), place) : state;
  }

  <N, V> BufferedMap<N, V> map(
      MapState<N, V> state, HeapBudget<V> budget, ToLongFunction<N> place) {
    long highest = restored ? Long.MAX_VALUE : Long.MIN_VALUE;
    BufferedMap<N, V> map = new BufferedMap<>(state, this, budget, place, highest);
    buffers.add(map::flush);
    return map;
  }

  /**
   * Lists of rows per key.
   *
   * @param place where a list's name lies in an order in which new ones mostly come last
   */
  public <N, T> KeyedLists<N, T> lists(
      InternalListState<?, N, T> state, TypeSerializer<T> serializer, ToLongFunction<N> place) {
    return waits
        ? lists(state, new HeapBudget<>(serializer), place, BufferedLists.Keeping.UNREAD)
        : KeyedLists.of(state);
  }

  /**
   * One list of rows per key, which is read more than once.
   *
   * @param ttl how long the state keeps a row
   */
  public <T> KeyedLists<VoidNamespace, T> rows(
      InternalListState<?, VoidNamespace, T> state,
      TypeSerializer<T> serializer,
      @Nullable Duration ttl) {
    return waits
        ? lists(state, new HeapBudget<>(serializer), name -> 0, BufferedLists.Keeping.read(ttl))
        : KeyedLists.of(state);
  }

  <N, T> BufferedLists<N, T> lists(
      InternalListState<?, N, T> state,
      HeapBudget<T> budget,
      ToLongFunction<N> place,
      BufferedLists.Keeping keeping) {
    long highest = restored ? Long.MAX_VALUE : Long.MIN_VALUE;
    BufferedLists<N, T> lists = new BufferedLists<>(state, this, budget, place, keeping, highest);
    buffers.add(lists::flush);
    return lists;
  }

  /**
   * Says whether keys are gone through, as by timers, so that what is not on the heap will hardly
   * be used again soon.
   */
  public void visiting(boolean on) {
    visiting = on;
  }

  boolean visiting() {
    return visiting;
  }

  Object key() {
    return keys.current();
  }

  void setKey(Object key) {
    keys.set(key);
  }

  /** Writes all that waits. Leaves some other key as the current. */
  public void flush() throws Exception {
    for (Buffer buffer : buffers) {
      buffer.flush();
    }
  }
}
