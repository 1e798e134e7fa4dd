package io.millrace.runtime.window;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What one subtask aggregated of a key and a slice, on its way to where all of it comes together.
 */
@SuppressWarnings("unchecked") // Flink's tuples override copy() so that any subclass warns.
public final class Partial<K, ACC> extends Tuple4<K, Long, Long, ACC> {
  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public Partial() {}

  Partial(K key, long sliceEnd, long rows, ACC accumulator) {
    super(key, sliceEnd, rows, accumulator);
  }

  /** The type of partial results. */
  public static <K, ACC> TypeInformation<Partial<K, ACC>> type(
      TypeInformation<K> key, TypeInformation<ACC> accumulator) {
    return new TupleTypeInfo<>(
        (Class<Partial<K, ACC>>) (Class<?>) Partial.class,
        key,
        Types.LONG,
        Types.LONG,
        accumulator);
  }

  /** A partial result as a record: the last instant of a slice lies in the same windows. */
  static <K, ACC> StreamRecord<Partial<K, ACC>> record(
      K key, long slice, long rows, ACC accumulator) {
    return new StreamRecord<>(new Partial<>(key, slice, rows, accumulator), slice - 1);
  }

  /** The event time of a row that is aggregated. */
  static long time(StreamRecord<?> row, String operator) {
    if (!row.hasTimestamp()) {
      throw new IllegalStateException(
          operator + ": a row has no event time. Event-time windows need a source with `time`.");
    }
    return row.getTimestamp();
  }

  long rows() {
    return f2;
  }

  ACC accumulator() {
    return f3;
  }

  /** Gives a partial result's key. */
  public static final class Key<K, ACC> implements KeySelector<Partial<K, ACC>, K> {
    private static final long serialVersionUID = 1L;

    @Override
    public K getKey(Partial<K, ACC> partial) {
      return partial.f0;
    }
  }
}
