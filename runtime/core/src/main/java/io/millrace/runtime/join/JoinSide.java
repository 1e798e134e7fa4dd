package io.millrace.runtime.join;

import io.millrace.runtime.state.StateBuffers;
import io.millrace.runtime.state.TimeToLive;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.jspecify.annotations.Nullable;

/**
 * One side of a regular join.
 *
 * @param type of its rows
 * @param changes whether its rows carry the kind of their change, and may go again
 * @param unique whether it never has two rows of one key
 * @param ttl rows that were not written for this long, in processing time, are forgotten; null:
 *     never
 */
public record JoinSide<T>(
    TypeInformation<T> type, boolean changes, boolean unique, @Nullable Duration ttl)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A side whose rows are only added, and kept for ever. */
  public static <T> JoinSide<T> of(TypeInformation<T> type) {
    return new JoinSide<>(type, false, false, null);
  }

  /** Its rows carry the kind of their change, and may go again. */
  public JoinSide<T> withChanges() {
    return new JoinSide<>(type, true, unique, ttl);
  }

  /** It never has two rows of one key: a new one takes the place of the old one. */
  public JoinSide<T> oneRowPerKey() {
    return new JoinSide<>(type, changes, true, ttl);
  }

  /** Forgets rows that were not written for this long, in processing time. Nothing is emitted. */
  public JoinSide<T> ttl(Duration timeToLive) {
    return new JoinSide<>(type, changes, unique, timeToLive);
  }

  /** Registers a state with a list for each key. */
  interface Lists {
    <E> InternalListState<?, VoidNamespace, E> open(ListStateDescriptor<E> descriptor)
        throws Exception;
  }

  /**
   * Registers the state of this side.
   *
   * @param written whether the operator changes rows that are stored
   */
  RowStore<T> open(
      String name,
      boolean written,
      BiPredicate<T, T> same,
      KeyedStateStore store,
      Lists lists,
      StateBuffers buffers,
      SerializerConfig config)
      throws Exception {
    StoredRowSerializer<T> rows = new StoredRowSerializer<>(type.createSerializer(config));
    if (unique) {
      return new SingleRow<>(
          buffers.value(
              store.getState(withTtl(new ValueStateDescriptor<>(name + "-row", rows))),
              rows.duplicate(),
              ttl));
    }
    if (!changes && !written) {
      return new RowList<>(
          buffers.rows(
              lists.open(withTtl(new ListStateDescriptor<>(name + "-list", rows))),
              rows.duplicate(),
              ttl));
    }
    return new RowMap<>(
        store.getMapState(
            withTtl(new MapStateDescriptor<>(name + "-rows", LongSerializer.INSTANCE, rows))),
        buffers.value(
            store.getState(
                withTtl(new ValueStateDescriptor<>(name + "-next", LongSerializer.INSTANCE))),
            LongSerializer.INSTANCE,
            ttl),
        same);
  }

  private <D extends StateDescriptor<?, ?>> D withTtl(D descriptor) {
    return TimeToLive.limit(descriptor, ttl);
  }
}
