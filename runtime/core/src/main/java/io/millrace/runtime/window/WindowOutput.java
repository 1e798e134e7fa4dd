package io.millrace.runtime.window;

import java.io.Serializable;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.jspecify.annotations.Nullable;

/**
 * How results of windows go out, with the window's last millisecond as their time: here, each
 * result is a row of its own.
 */
class WindowOutput<K, ACC, OUT> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Aggregator<K, ?, ACC, OUT> aggregator;
  private transient @Nullable TimestampedCollector<OUT> collector;

  WindowOutput(Aggregator<K, ?, ACC, OUT> aggregator) {
    this.aggregator = aggregator;
  }

  /** Registers state, and says where rows go. */
  void open(MapStates states, SerializerConfig config, TimestampedCollector<OUT> out) {
    collector = out;
  }

  /** For results of a window. */
  final TimestampedCollector<OUT> at(long windowEnd) {
    if (collector == null) {
      throw new IllegalStateException("not opened");
    }
    collector.setAbsoluteTimestamp(windowEnd - 1);
    return collector;
  }

  /**
   * Emits a result of the current key.
   *
   * @param last whether no other result of the window can follow
   */
  void emit(K key, long start, long end, ACC accumulator, boolean last) throws Exception {
    aggregator.emit(key, micros(start), micros(end), accumulator, at(end));
  }

  /**
   * Takes back results of the current key's windows that lie within another one, which took their
   * rows over and is about to emit.
   */
  void supersede(TimeWindow by) throws Exception {}

  /** Forgets the current key's windows of which no other result can follow. */
  void forget(Over over) throws Exception {}

  /** Registers states with a map for each key. */
  interface MapStates {
    <N, V> MapState<N, V> map(
        String name, TypeSerializer<N> names, TypeSerializer<V> values, ToLongFunction<N> place);
  }

  /** Says whether a window is over. */
  interface Over {
    boolean isOver(TimeWindow window) throws Exception;
  }

  static long micros(long millis) {
    return Math.multiplyExact(millis, 1000L);
  }
}
