package io.millrace.compiler.generate.record;

import io.millrace.compiler.types.ScalarType;
import io.millrace.compiler.types.Type;
import java.util.List;

/**
 * What a stored field holds: a value of the pipeline, or something that only generated code has.
 */
public sealed interface StoredType {
  /** A value of the pipeline. */
  record Value(Type type) implements StoredType {}

  /**
   * Distinct values with the filters that each passed, by a bit for each: in {@code DistinctLongs}
   * or {@code DistinctObjects}; in accumulators only. Bytes stand in a {@code java.nio.ByteBuffer}
   * over a whole array, as arrays have no equality.
   *
   * @param filters the names of the filters in state, in the order of their bits
   */
  record DistinctOf(Type element, List<String> filters) implements StoredType {
    public DistinctOf {
      filters = List.copyOf(filters);
    }

    /** Whether the values are numbers of 64 bits, which lie in arrays without objects. */
    public boolean isLongs() {
      return element == ScalarType.INT
          || element == ScalarType.TIMESTAMP
          || element == ScalarType.DURATION;
    }
  }

  /**
   * Values in their order, each with the number of times that it is there, in a {@code TreeMap}; in
   * accumulators whose rows may be taken back.
   */
  record CountsOf(Type element) implements StoredType {}

  /** A sketch of {@code io.millrace.runtime.aggregate}, stored as bytes; in accumulators only. */
  record Sketch(String className) implements StoredType {}

  /** One byte: the kind of a change, the first field of rows that update. */
  record ChangeKind() implements StoredType {}
}
