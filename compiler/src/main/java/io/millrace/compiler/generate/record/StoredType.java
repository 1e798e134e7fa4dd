package io.millrace.compiler.generate.record;

import io.millrace.compiler.types.Type;

/**
 * What a stored field holds: a value of the pipeline, or something that only generated code has.
 */
public sealed interface StoredType {
  /** A value of the pipeline. */
  record Value(Type type) implements StoredType {}

  /**
   * Distinct values, in a {@code HashSet}; in accumulators only. Bytes stand in a {@code
   * java.nio.ByteBuffer} over a whole array, as arrays have no equality.
   */
  record SetOf(Type element) implements StoredType {}

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
