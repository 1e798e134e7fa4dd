package io.millrace.runtime.window;

import org.jspecify.annotations.Nullable;

/** What an aggregate has of one key and slice, as long as it may grow. */
final class OpenSlice<K, ACC> {
  final KeySlices<K> key;

  /** The end of the slice. */
  final long slice;

  final ACC accumulator;

  /** How many rows it stands for. */
  long rows;

  /** Those around it in its key's {@link SliceList}. */
  @Nullable OpenSlice<K, ACC> older;

  @Nullable OpenSlice<K, ACC> newer;

  OpenSlice(KeySlices<K> key, long slice, ACC accumulator) {
    this.key = key;
    this.slice = slice;
    this.accumulator = accumulator;
  }
}
