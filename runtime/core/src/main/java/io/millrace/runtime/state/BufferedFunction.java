package io.millrace.runtime.state;

import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/**
 * A keyed function whose values may wait on the heap until a checkpoint, where {@link
 * KeyedOperators} runs it. Whoever takes a value out of a state, and changes it, updates the state.
 */
public abstract class BufferedFunction<K, IN, OUT> extends KeyedProcessFunction<K, IN, OUT> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable StateBuffers buffers;

  /** Called before {@link #open}. */
  final void useBuffers(StateBuffers newBuffers) {
    buffers = newBuffers;
  }

  /**
   * Registers a state with one value per key.
   *
   * @param ttl how long a key is kept that was not written, in processing time; null: for ever
   */
  protected final <T> ValueState<T> valueState(
      String name, TypeInformation<T> type, @Nullable Duration ttl) {
    return valueState(name, getRuntimeContext().createSerializer(type), ttl);
  }

  /** The same by the serializer of the values. */
  protected final <T> ValueState<T> valueState(
      String name, TypeSerializer<T> serializer, @Nullable Duration ttl) {
    ValueState<T> state =
        getRuntimeContext()
            .getState(TimeToLive.limit(new ValueStateDescriptor<>(name, serializer), ttl));
    StateBuffers waiting = buffers;
    return waiting == null ? state : waiting.value(state, serializer.duplicate(), ttl);
  }
}
