package io.millrace.runtime.window;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;

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
