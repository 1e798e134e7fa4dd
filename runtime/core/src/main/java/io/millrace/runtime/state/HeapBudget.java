package io.millrace.runtime.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How many values may wait on the heap: fewer if they are large. Of the values that are written,
 * one of many is serialized to see how large they are, as only that tells for sets and sketches.
 */
public final class HeapBudget<V> {
  /** Values that may wait with the smallest heap. */
  private static final int LEAST_ROOM = 32_768;

  /**
   * Values that may wait with the largest heap: a checkpoint stands still until all are written.
   */
  private static final int MOST_ROOM = 131_072;

  /** So many bytes of the whole heap allow one value: about a hundredth of it is for one state. */
  private static final long HEAP_PER_VALUE = 32L << 10;

  private static final int ROOM = room(Runtime.getRuntime().maxMemory());

  /** Values that wait while none of them was measured. */
  private static final int UNMEASURED = 4_096;

  /** All values together, serialized; as objects they take a few times this. */
  private static final long BYTES = 16L << 20;

  /** Of so many values, one is measured. */
  private static final int EVERY = 128;

  private final TypeSerializer<V> serializer;
  private final int most;
  private final DataOutputSerializer bytes = new DataOutputSerializer(64);

  private int values;
  private long measured;
  private long measuredBytes;

  HeapBudget(TypeSerializer<V> serializer) {
    this(serializer, ROOM);
  }

  /**
   * Creates one.
   *
   * @param most how many small values may wait
   */
  public HeapBudget(TypeSerializer<V> serializer, int most) {
    this.serializer = serializer;
    this.most = most;
  }

  /**
   * How many small values may wait in one state.
   *
   * @param maxHeap of the JVM, in bytes
   */
  static int room(long maxHeap) {
    return (int) Math.min(MOST_ROOM, Math.max(LEAST_ROOM, maxHeap / HEAP_PER_VALUE));
  }

  /** Takes note of a value that was put. */
  public void saw(V value) throws IOException {
    values++;
    if (values == EVERY) {
      values = 0;
      bytes.clear();
      serializer.serialize(value, bytes);
      measured++;
      measuredBytes += Math.max(1, bytes.length());
      if (measured == 1_024) { // Values of long ago count less and less.
        measured /= 2;
        measuredBytes /= 2;
      }
    }
  }

  /** How many values may wait now. */
  public int limit() {
    return measured == 0 ? UNMEASURED : (int) Math.min(most, BYTES * measured / measuredBytes);
  }
}
