package io.millrace.runtime.window;

import org.jspecify.annotations.Nullable;

/** What waits of one key. */
final class KeySlices<K> {
  final K key;

  /** The last slice of each aggregate, or null. */
  private final @Nullable OpenSlice<K, ?>[] newest;

  /** The slice of each aggregate that was asked for last, or null: the next row is mostly in it. */
  private final @Nullable OpenSlice<K, ?>[] recent;

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a generic type.
  KeySlices(K key, int aggregates) {
    this.key = key;
    this.newest = new OpenSlice[aggregates];
    this.recent = new OpenSlice[aggregates];
  }

  /** The last slice of an aggregate. */
  @SuppressWarnings("unchecked") // An aggregate has accumulators of one type.
  <ACC> @Nullable OpenSlice<K, ACC> newest(int aggregate) {
    return (OpenSlice<K, ACC>) newest[aggregate];
  }

  <ACC> void newest(int aggregate, @Nullable OpenSlice<K, ACC> slice) {
    newest[aggregate] = slice;
  }

  /** The slice of an aggregate that was asked for last. */
  @SuppressWarnings("unchecked") // An aggregate has accumulators of one type.
  <ACC> @Nullable OpenSlice<K, ACC> recent(int aggregate) {
    return (OpenSlice<K, ACC>) recent[aggregate];
  }

  <ACC> void recent(int aggregate, @Nullable OpenSlice<K, ACC> slice) {
    recent[aggregate] = slice;
  }

  boolean isEmpty() {
    for (OpenSlice<K, ?> each : newest) {
      if (each != null) {
        return false;
      }
    }
    return true;
  }
}
